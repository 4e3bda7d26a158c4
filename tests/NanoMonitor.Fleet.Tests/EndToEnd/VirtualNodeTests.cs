using System.Net;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Captures;
using NanoMonitor.Fleet.Commissioning;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Nodes;
using NanoMonitor.Fleet.Watch;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Fleet.Tests.EndToEnd;

/// <summary>The host's side against the firmware itself, on a virtual board.</summary>
public sealed class VirtualNodeTests : IDisposable
{
    private static readonly NodeId Id = new("plant", "fan-1");

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-fleet-").FullName;
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
    private readonly FleetKey key = FleetKey.Create();

    public void Dispose()
    {
        patience.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task A_node_is_commissioned_takes_a_table_and_is_seen_judging(string brokerName)
    {
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(brokerName);
        await using IAsyncDisposable running = broker;
        using VirtualNode node = StartNode(address);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), patience.Token);

        CommissioningResult run = await new Commissioner(connection, key, TimeProvider.System)
            .RunAsync(Id, new CommissioningOptions(2, folder), progress: null, patience.Token);
        Assert.Equal((0, 0), (run.Lost, run.FlatWindows));
        Dataset dataset = Dataset.Open(folder);
        IReadOnlyList<FeatureWindow> windows = NodeFeatureReader.Read(dataset, new RecordingPart(dataset.FindRecording(run.RunId)));
        Assert.InRange(windows.Count, 93, 130);

        ModelPackage package = ModelPackage.Create(TestTables.Create(run.Spec), "fan");
        PushResult push = await new ModelPusher(connection, key, TimeProvider.System)
            .PushAsync(Id, package, new PushOptions(), progress: null, patience.Token);
        Assert.True(push.IsConfirmed, push.Reason);

        NodeView seen = await WatchUntilAsync(connection, view => view is { MeanScore: not null, Condition: not null });
        Assert.Equal(package.Table.Crc, seen.ModelReport!.RunningCrc);
        Assert.Equal(package.Table.Crc, seen.Telemetry!.ModelCrc);
        Assert.Contains(seen.Condition!.State, new[] { HealthState.Initializing, HealthState.Healthy, HealthState.Warning, HealthState.Alarm });
        node.Board.ThrowIfFaulted();
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Counts_are_captured_into_a_dataset_of_the_nodes_own_feature_spec(string brokerName)
    {
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(brokerName);
        await using IAsyncDisposable running = broker;
        using VirtualNode node = StartNode(address);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), patience.Token);
        CaptureResult result = await new Capturer(connection, key, TimeProvider.System)
            .RunAsync(Id, new CaptureOptions(60, folder) { Condition = "idle speed" }, progress: null, patience.Token);

        Assert.Equal((47, 47, 1, 0, CaptureEnd.Complete), (result.AskedWindows, result.Windows, result.Stretches, result.Lost, result.End));
        Dataset dataset = Dataset.Open(folder);
        Assert.Empty(dataset.Warnings);
        Recording recording = Assert.Single(dataset.Recordings);
        Assert.Equal(("plant/fan-1", RecordingLabel.Normal, "idle speed"), (recording.Machine, recording.Label, recording.Condition));
        WaveformStretch stretch = Assert.Single(WaveformReader.Read(dataset, new RecordingPart(recording)));
        Assert.Equal(47 * 256, stretch.Length);
        Assert.Equal(
            (result.Spec.SensorFamily, result.Spec.RangeG, result.Spec.CountsPerG, result.Spec.SampleBits, 200.0),
            (dataset.Waveform!.SensorFamily, dataset.Waveform.RangeG, dataset.Waveform.CountsPerG, dataset.Waveform.SampleBits, dataset.Waveform.SampleRateHz));
        node.Board.ThrowIfFaulted();
    }

    [Fact]
    public async Task A_node_refuses_a_manifest_that_another_fleet_signed()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        using VirtualNode node = StartNode(broker.Address);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), patience.Token);
        ModelPackage package = ModelPackage.Create(TestTables.Create(TestTables.Spec), "fan");
        var manifest = new ModelManifest
        {
            Counter = 1, Generation = 1, FeatureSpecHash = TestTables.Spec.Hash, Digest = package.Digest,
            PackageBytes = package.Bytes.Length, ChunkBytes = ModelPackage.ChunkBytes, ModelId = "fan",
        };
        byte[] stranger = new NodeKeys(FleetKey.Create().DeriveNodeKey(Id.Site, Id.Node)).Down;
        await connection.PublishAsync(Id.Topic(Topics.ModelDesired), manifest.Encode(stranger, Id.Site, Id.Node), retain: true, patience.Token);

        NodeView seen = await WatchUntilAsync(connection, view => view.ModelReport is not null);
        Assert.Equal(ModelReport.Refused, seen.ModelReport!.Status);
        Assert.Equal(0, seen.ModelReport.RunningCrc);
    }

    [SkippableFact]
    public async Task Commissioning_outlives_a_restart_of_the_broker()
    {
        Skip.IfNot(MosquittoBroker.IsInstalled, "mosquitto is not installed (apt install mosquitto)");
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using VirtualNode node = StartNode(broker.Address);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), patience.Token);
        var begun = new TaskCompletionSource();
        var links = new List<bool>();
        connection.ConnectedChanged += links.Add;
        Task<CommissioningResult> commissioning = new Commissioner(connection, key, TimeProvider.System).RunAsync(
            Id, new CommissioningOptions(10, folder), new Watcher(begun), patience.Token);
        await Task.WhenAny(begun.Task, commissioning);

        await broker.RestartAsync();
        CommissioningResult run = await commissioning;

        Assert.Equal([false, true], links);
        Assert.InRange(run.Windows + run.Lost, 469, 600);
        node.Board.ThrowIfFaulted();
    }

    private VirtualNode StartNode(BrokerAddress broker)
    {
        var configuration = new NodeConfiguration
        {
            Site = Id.Site,
            Node = Id.Node,
            MachineClass = "fan",
            NodeKey = key.DeriveNodeKey(Id.Site, Id.Node),
            BrokerHost = broker.Host,
            BrokerPort = broker.Port,
            WifiSsid = "test",
            SampleRateHz = 200,
        };
        VirtualNode node = VirtualNode.OnMachine(configuration, new Fan(1), seed: 1);
        node.Board.Clock.Speed = 100;
        node.Board.Clock.HorizonMicroseconds = long.MaxValue;
        node.Start();
        return node;
    }

    private async Task<NodeView> WatchUntilAsync(BrokerConnection connection, Func<NodeView, bool> isEnough)
    {
        await using BrokerSubscription subscription = await connection.SubscribeAsync(FleetView.Filters(Id.Site, Id.Node), patience.Token);
        var view = new FleetView(key, TimeProvider.System);
        await foreach (BrokerMessage message in subscription.Messages.ReadAllAsync(patience.Token))
        {
            view.Apply(message);
            if (view.Nodes.Count == 1 && isEnough(view.Nodes[0]))
            {
                return view.Nodes[0];
            }
        }

        throw new InvalidOperationException("The connection was closed.");
    }

    private sealed class Watcher(TaskCompletionSource begun) : IProgress<CommissioningProgress>
    {
        public void Report(CommissioningProgress value)
        {
            if (value.Windows > 20)
            {
                begun.TrySetResult();
            }
        }
    }
}
