using System.Text.Json;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class CompareVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-compare-").FullName;
    private readonly string data;

    public CompareVerbTests() => data = SmallDataset.Write(Path.Combine(folder, "data"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ranks_the_chosen_detectors_and_writes_figures_and_page()
    {
        string json = Path.Combine(folder, "figures.json");
        string report = Path.Combine(folder, "report");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            "compare", "--dataset", data, "--detectors", "node", "mahalanobis", "--seeds", "2", "--json", json, "--report", report);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Matches(@"node +1 +1\.000", program.Output);
        Assert.Contains("mahalanobis", program.Output);

        JsonElement figures = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(["node", "mahalanobis"], figures.GetProperty("overall").EnumerateArray().Select(detector => detector.GetProperty("detector").GetString()));
        JsonElement one = Assert.Single(figures.GetProperty("cases").EnumerateArray());
        Assert.Equal(SmallDataset.SplitName, one.GetProperty("split").GetString());
        Assert.Equal(3, one.GetProperty("trials").GetArrayLength());
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(report, "index.html")));
        Assert.Equal(File.ReadAllText(json), File.ReadAllText(Path.Combine(report, "comparison.json")));
    }

    [Fact]
    public async Task Refuses_a_detector_nobody_has_and_names_those_there_are()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("compare", "--dataset", data, "--detectors", "nobody");
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains("no detector 'nobody'", program.Error);
        Assert.Contains("nearest-neighbours, identity, identity-ensemble", program.Error.ReplaceLineEndings(" "));
    }
}
