using System.Text.Json.Nodes;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class RolloutVerbTests
{
    private static string[] Start(CliFleet fleet, params string[] more)
    {
        string model = Path.Combine(fleet.Folder, "fan.nmt");
        File.WriteAllBytes(model, TestTables.Create(TestTables.Spec));
        return ["rollout", "start", model, "--soak", "0", .. State(fleet), .. fleet.BrokerOptions, .. more];
    }

    private static string[] State(CliFleet fleet) => ["--state", Path.Combine(fleet.Folder, "rollouts")];

    [Fact]
    public async Task Brings_the_table_to_the_nodes_and_keeps_every_decision()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram start = await NanoMonitorProgram.RunAsync(Start(fleet));
        Assert.True(start.ExitCode == 0, start.Error);
        Assert.Contains("wave 1 of 1 begins: fan for 1 node", start.Output);
        Assert.Contains("fan: completed, 1 of 1 node runs fan.", start.Output);

        using NanoMonitorProgram status = await NanoMonitorProgram.RunAsync(["rollout", "status", "fan", "--json", .. State(fleet)]);
        JsonNode json = JsonNode.Parse(status.Output)!;
        Assert.Equal(("completed", false), ((string)json["status"]!, (bool)json["isWorkedOn"]!));
        Assert.Equal("plant/fan-1", (string)json["nodes"]![0]!["id"]!);
        Assert.Contains("plant/fan-1 done: confirmed generation 1", json["log"]!.AsArray().Select(entry => (string)entry!["text"]!));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_does_nothing()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(Start(fleet, "--dry-run"));
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("plant/fan-1", program.Output);
        Assert.Contains("1 node in 1 wave, 0 skipped. Nothing was published or kept.", program.Output);
        Assert.Empty(fleet.Node.Manifests);
        Assert.False(Directory.Exists(State(fleet)[1]));
    }

    [Fact]
    public async Task Stops_with_the_nodes_reason_and_can_be_aborted()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.ReversionReason = "mean score above the calibration band";
        using NanoMonitorProgram start = await NanoMonitorProgram.RunAsync(Start(fleet));
        Assert.Equal(1, start.ExitCode);
        Assert.Contains("fan: paused, 0 of 1 node run fan: wave 1: 1 of 1 node failed: plant/fan-1 reverted (mean score above the calibration band)", start.Error);

        using NanoMonitorProgram abort = await NanoMonitorProgram.RunAsync(["rollout", "abort", "fan", .. State(fleet)]);
        Assert.Contains("fan is aborted", abort.Output);
        using NanoMonitorProgram resume = await NanoMonitorProgram.RunAsync(["rollout", "resume", "fan", .. State(fleet), .. fleet.BrokerOptions]);
        Assert.Equal(1, resume.ExitCode);
        Assert.Contains("nothing to resume", resume.Error);
    }

    [SkippableFact]
    public async Task Another_terminal_pauses_it_and_a_killed_host_is_resumed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix signals");
        await using CliFleet fleet = await CliFleet.StartAsync();
        await fleet.Node.DisposeAsync();
        using (NanoMonitorProgram start = NanoMonitorProgram.Start(Start(fleet)))
        {
            await start.WaitForOutputAsync("plant/fan-1 assigned");
            using NanoMonitorProgram second = await NanoMonitorProgram.RunAsync(["rollout", "resume", "fan", .. State(fleet), .. fleet.BrokerOptions]);
            Assert.Contains("Another host works on the rollout 'fan'", second.Error);
        }

        using NanoMonitorProgram status = await NanoMonitorProgram.RunAsync(["rollout", "status", .. State(fleet)]);
        Assert.Contains("No host works on it", status.Output);
        using NanoMonitorProgram resumed = NanoMonitorProgram.Start(["rollout", "resume", "fan", .. State(fleet), .. fleet.BrokerOptions]);
        await resumed.WaitForOutputAsync("plant/fan-1 assigned");
        using NanoMonitorProgram pause = await NanoMonitorProgram.RunAsync(["rollout", "pause", "fan", .. State(fleet)]);
        Assert.Contains("has been asked to", pause.Output);
        await resumed.WaitForExitAsync();
        Assert.Equal(1, resumed.ExitCode);
        Assert.Contains("paused", resumed.Error);
    }

    [Fact]
    public async Task Help_shows_the_default_waves_as_they_are_given()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["rollout", "start", "--help"]);
        Assert.Contains("[default: 1,25%,all]", program.Output);
    }

    [Fact]
    public async Task Refuses_waves_that_are_none()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(Start(fleet, "--waves", "half"));
        Assert.Equal(2, program.ExitCode);
        Assert.Contains("--waves: 'half' is no wave", program.Error);
    }
}
