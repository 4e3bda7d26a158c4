using System.Runtime.InteropServices;
using System.Text.Json;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class EvaluateVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-evaluate-").FullName;
    private readonly string data;

    public EvaluateVerbTests() => data = SmallDataset.Write(Path.Combine(folder, "data"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Trains_where_no_model_is_given_and_writes_the_report_with_its_documented_names()
    {
        string json = Path.Combine(folder, "report.json");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            "evaluate", "--dataset", data, "--split", SmallDataset.SplitName, "--residual", "never", "--json", json);
        Assert.True(program.ExitCode == 0, program.Error);
        foreach (string text in new[] { "node", "group-made", "mahalanobis", "loose", "multiplications" })
        {
            Assert.Contains(text, program.Output);
        }

        JsonElement report = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(["dataset", "split", "windows", "detectors", "quantization", "thresholds", "model"], Names(report));
        Assert.Equal(["train", "testNormal", "testAnomaly"], Names(report.GetProperty("windows")));
        Assert.Equal(["deltaAuc", "deltaPauc"], Names(report.GetProperty("quantization")));
        Assert.Equal(["falseAlarmRate", "detectionRate", "falseAlarmsPerDay", "falseWarningsPerDay", "detectionRateInAMinute"], Names(report.GetProperty("thresholds")));
        Assert.Equal(["modes", "features", "macs", "tableBytes", "residualKept"], Names(report.GetProperty("model")));
        Assert.All(report.GetProperty("detectors").EnumerateArray(), detector =>
        {
            Assert.Equal(["name", "auc", "pauc", "aucAggregated", "paucAggregated", "byCondition"], Names(detector));
            Assert.Equal(["auc", "pauc"], Names(detector.GetProperty("byCondition").GetProperty("loose")));
            Assert.InRange(detector.GetProperty("auc").GetDouble(), 0.99, 1);
        });
    }

    [Fact]
    public async Task Tests_a_given_model_on_the_only_split()
    {
        string model = Path.Combine(folder, "model.nmt");
        await NanoMonitorProgram.RunAsync("train", "--dataset", data, "--out", model, "--residual", "never");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("evaluate", model, "--dataset", data);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Matches(@"node +1\.000", program.Output);
        Assert.Matches("group-made +–", program.Output);
    }

    [Fact]
    public async Task A_model_for_each_machine_is_judged_on_that_machine_and_the_mean_is_told()
    {
        string plant = SmallDataset.WritePlant(Path.Combine(folder, "plant"));
        string json = Path.Combine(folder, "fleet.json");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            "evaluate", "--dataset", plant, "--per", "machine", "--residual", "never", "--json", json);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("Machine fan:", program.Output);
        Assert.Contains("mean of 2 machines", program.Output);
        Assert.Contains("run-0007 does not count: nothing of its machine stranger is learned from.", program.Output.ReplaceLineEndings(" "));

        JsonElement report = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(["dataset", "split", "mean", "machines", "leftOut"], Names(report));
        JsonElement[] machines = [.. report.GetProperty("machines").EnumerateArray()];
        Assert.Equal(["fan", "pump"], machines.Select(machine => machine.GetProperty("machine").GetString()));
        Assert.All(machines, machine => Assert.Equal(120, machine.GetProperty("report").GetProperty("windows").GetProperty("train").GetInt32()));
        Assert.Equal(3, report.GetProperty("mean").GetArrayLength());
    }

    [Fact]
    public async Task Clips_of_features_are_judged_by_the_float_model_and_the_distance()
    {
        string clips = WriteClips(Path.Combine(folder, "clips"));
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("evaluate", "--dataset", clips);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Matches(@"group-made +1 +(0\.9\d\d|1\.000)", program.Output);
        Assert.Matches(@"mahalanobis +1 +(0\.9\d\d|1\.000)", program.Output);

        using NanoMonitorProgram withTable = await NanoMonitorProgram.RunAsync("evaluate", "model.nmt", "--dataset", clips);
        Assert.Equal(2, withTable.ExitCode);
        Assert.Contains("which no weight table reads", withTable.Error);
    }

    // Noise of one level in dB; anomalies are louder in every other band.
    private static string WriteClips(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(2);
        (string Id, string Label)[] clips =
        [
            .. Enumerable.Range(0, 60).Select(i => ($"train-{i}", "normal")),
            .. Enumerable.Range(0, 20).Select(i => ($"quiet-{i}", "normal")),
            .. Enumerable.Range(0, 20).Select(i => ($"loud-{i}", "anomaly")),
        ];
        foreach ((string id, string label) in clips)
        {
            float[] values = [.. Enumerable.Range(0, 30 * 64).Select(i => (float)(-40 + (3 * random.NextDouble()) + (label == "anomaly" && i % 2 == 0 ? 3 : 0)))];
            File.WriteAllBytes(Path.Combine(folder, id + ".f32"), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        }

        static string Parts(IEnumerable<(string Id, string Label)> clips) => string.Join(", ", clips.Select(clip => $$"""{ "recording": "{{clip.Id}}" }"""));
        string recordings = string.Join(", ", clips.Select(clip => $$"""{ "id": "{{clip.Id}}", "file": "{{clip.Id}}.f32", "label": "{{clip.Label}}", "machine": "toy" }"""));
        File.WriteAllText(Path.Combine(folder, "dataset.json"), $$"""
            { "format": "nanomonitor-dataset/1", "kind": "features", "name": "toys", "bands": 64, "hopSeconds": 0.032, "frames": 30,
              "recordings": [{{recordings}}],
              "splits": { "all": { "train": [{{Parts(clips[..60])}}], "test": [{{Parts(clips[60..])}}] } } }
            """);
        return folder;
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
