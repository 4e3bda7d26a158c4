using System.Text.Json.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class AlarmsVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-alarms-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Compares_policies_on_every_split_and_writes_the_figures()
    {
        string data = SmallDataset.Write(Path.Combine(folder, "data"));
        string json = Path.Combine(folder, "alarms.json");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("alarms", "--dataset", data, "--json", json);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("in-sample", program.Output);
        JsonNode report = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.NotEmpty(report["cases"]!.AsArray());
        Assert.Contains("default", report["policies"]!.AsObject().Select(policy => policy.Key));
        Assert.NotNull(report["overall"]![0]!["falseAlarmsPerDay"]);
    }

    [Fact]
    public async Task A_healthy_simulated_machine_raises_no_alarm_at_the_default()
    {
        string json = Path.Combine(folder, "alarms.json");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("alarms", "--simulate-days", "2", "--machines", "fan", "--json", json);
        Assert.True(program.ExitCode == 0, program.Error);
        JsonNode[] defaults = [.. JsonNode.Parse(File.ReadAllText(json))!["overall"]!.AsArray().Where(figures => (string)figures!["policy"]! == "default").Select(figures => figures!)];
        JsonNode figures = Assert.Single(defaults);
        Assert.Equal((0, 0), ((int)figures["falseAlarms"]!, (int)figures["falseSensorFaults"]!));
        Assert.InRange((int)figures["alarmedInAMinute"]! / (double)(int)figures["faulty"]!, 0.9, 1);
    }

    [Fact]
    public async Task Asks_for_something_to_compare_on()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("alarms");
        Assert.Equal(2, program.ExitCode);
        Assert.Contains("--dataset", program.Error);
    }
}
