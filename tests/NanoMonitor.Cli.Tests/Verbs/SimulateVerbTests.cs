using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class SimulateVerbTests
{
    [SkippableFact]
    public async Task Runs_nodes_that_can_be_commissioned_until_it_is_interrupted()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix signals");
        await using CliFleet fleet = await CliFleet.StartAsync();

        // Its key was changed in an earlier simulation.
        FleetKeyFile.Read(Path.Combine(fleet.Folder, "fleet.key")).Ledger.Prove(new NodeId("lab", "fan-2"), new NodeKeyId(0, 2));
        using NanoMonitorProgram nodes = NanoMonitorProgram.Start(
            ["simulate", "--site", "lab", "--machine", "fan", "--count", "2", "--speed", "100", .. fleet.BrokerOptions]);
        await nodes.WaitForOutputAsync("lab/fan-2 says hello");

        using NanoMonitorProgram commission = await NanoMonitorProgram.RunAsync(
            ["commission", "--site", "lab", "--node", "fan-2", "--minutes", "1", "--out", Path.Combine(fleet.Folder, "data"), .. fleet.BrokerOptions]);
        Assert.True(commission.ExitCode == 0, commission.Error);

        await nodes.InterruptAsync();
        Assert.Equal(0, nodes.ExitCode);
        Assert.DoesNotContain("Exception", nodes.Error);
    }

    [Fact]
    public async Task Knows_only_its_machines()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("simulate", "--machine", "rocket");
        Assert.Equal(2, program.ExitCode);
        Assert.Contains("bearing-rig", program.Error);
    }
}
