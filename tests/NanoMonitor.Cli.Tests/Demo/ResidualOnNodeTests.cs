using System.Net;
using NanoMonitor.Cli.Demo;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Tests;

namespace NanoMonitor.Cli.Tests.Demo;

public class ResidualOnNodeTests
{
    // The table knows nothing of the fan, so that the node tries it and gives it back; what counts is that it computes it.
    [Fact]
    public async Task A_residual_that_the_gate_kept_runs_on_a_node_with_the_hosts_integers()
    {
        var spec = SyntheticFeatures.ThreeAxes;
        var windows = SyntheticFeatures.Squares(spec, 4000, 1, broken: false);
        var draft = ModelDraft.Of(spec, [SyntheticFeatures.Run("squares", windows)], new FitOptions(HiddenCount: 12), null);
        Assert.True(draft.Fit.ResidualKept, $"gain {draft.Fit.ResidualGainNats}");
        var package = ModelPackage.Create(draft.Integers.ToTable(new Thresholds(), windows[0].Values), "squares");

        await using var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        await using var connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), CancellationToken.None);
        var key = FleetKey.Create();
        var id = new NodeId("test", "fan-1");
        using var node = VirtualNode.OnMachine(Configuration(id, key, broker.Address), MachineKind.Fan.Create(1), seed: 1);
        await using var listener = await NodeListener.StartAsync(connection, id, key, new DemoStatus(), CancellationToken.None);
        node.Start();
        node.Board.Clock.AdvanceBy(12_000_000);
        await new FeatureRequest(connection, id, key).BeginAsync(CancellationToken.None);

        var testing = new TaskCompletionSource();
        var progress = new SynchronousProgress<PushProgress>(step => _ = step.Phase == ModelReport.Testing && testing.TrySetResult());
        var push = new ModelPusher(connection, key, TimeProvider.System)
            .PushAsync(id, package, new PushOptions(), progress, CancellationToken.None);
        await Task.WhenAny(testing.Task, push);
        node.Board.Clock.AdvanceBy(60_000_000);
        await push;
        await listener.SettleAsync(CancellationToken.None);

        var parity = new ParityCheck(spec, node.Frames);
        parity.AddModel(package.Table);
        foreach (var batch in listener.TakeBatches())
        {
            parity.Check(batch, node.FirstFrameOfBoot);
        }

        Assert.True(parity.Scored >= 16, $"the node scored only {parity.Scored} windows");
        Assert.Equal(0, parity.Mismatches);
    }

    private static NodeConfiguration Configuration(NodeId id, FleetKey key, BrokerAddress broker) => new()
    {
        Site = id.Site,
        Node = id.Node,
        NodeKey = key.DeriveNodeKey(id.Site, id.Node),
        BrokerHost = broker.Host,
        BrokerPort = broker.Port,
        WifiSsid = "test",
        TemperatureSensor = NodeConfiguration.Mcp9808,
        SampleRateHz = 200,
    };
}
