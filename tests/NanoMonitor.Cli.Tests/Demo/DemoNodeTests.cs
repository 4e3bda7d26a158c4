using System.Net;
using NanoMonitor.Cli.Demo;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Cli.Tests.Demo;

/// <summary>The whole loop with the unmodified firmware, on both brokers.</summary>
public class DemoNodeTests
{
    private static readonly DemoPlan Pump = new("pump-1", MachineKind.Pump, 3, 30, 120, 20, ResidualPolicy.Always);
    private static readonly DemoPlan Linear = Pump with { Residual = ResidualPolicy.Never };

    [Fact]
    public async Task A_growing_fault_is_flagged_by_a_node_whose_every_integer_is_the_hosts()
    {
        await using var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        var result = await RunAsync(Pump, broker.Address, withFault: true);
        AssertFlagged(result);
        Assert.True(result.Residual);
    }

    [SkippableFact]
    public async Task The_same_comes_to_pass_on_mosquitto()
    {
        Skip.IfNot(MosquittoBroker.IsInstalled, "mosquitto is not installed");
        await using var broker = await MosquittoBroker.StartAsync();
        AssertFlagged(await RunAsync(Linear, broker.Address, withFault: true));
    }

    [Fact]
    public async Task Without_a_fault_nothing_is_raised()
    {
        await using var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        var result = await RunAsync(Linear, broker.Address, withFault: false);
        Assert.Equal(0, result.FalseAlarms);
        Assert.Null(result.FirstAlarmWindow);
        Assert.Null(result.FaultStartWindow);
        Assert.Equal(0, result.ParityMismatches);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_flags()
    {
        await using var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        var first = await RunAsync(Linear, broker.Address, withFault: true);
        await using var other = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        var second = await RunAsync(Linear, other.Address, withFault: true);
        Assert.Equal((first.FaultStartWindow, first.FirstWarningWindow, first.FirstAlarmWindow), (second.FaultStartWindow, second.FirstWarningWindow, second.FirstAlarmWindow));
        Assert.Equal(first.Blamed, second.Blamed);
        Assert.NotNull(first.FirstAlarmWindow);
    }

    private static void AssertFlagged(DemoNodeResult result)
    {
        Assert.Equal(0, result.ParityMismatches);
        Assert.True(result.ParityWindows > 500, $"only {result.ParityWindows} windows were computed again");
        Assert.True(result.Windows > 200, $"only {result.Windows} windows were scored");
        Assert.Equal(0, result.FalseAlarms);
        Assert.NotNull(result.FirstAlarmWindow);
        Assert.True(result.FirstWarningWindow >= result.FaultStartWindow);
        Assert.Equal(3, result.Blamed.Count);
    }

    private static async Task<DemoNodeResult> RunAsync(DemoPlan plan, BrokerAddress broker, bool withFault)
    {
        using var folder = new TemporaryFolder();
        using var trainer = new DemoTrainer();
        await using var connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker), CancellationToken.None);
        using var node = new DemoNode(plan, seed: 7, FleetKey.Create(), connection, trainer, folder.Path);
        return await node.RunAsync(withFault, CancellationToken.None);
    }
}
