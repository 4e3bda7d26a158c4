using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Nodes;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Fleet.Tests.Rollouts;

/// <summary>A broker, nodes and a folder of rollouts, and hosts that come and go.</summary>
internal sealed class RolloutRig : IAsyncDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(120));
    private readonly string path = Directory.CreateTempSubdirectory("nanomonitor-rollouts-").FullName;
    private readonly IAsyncDisposable broker;
    private readonly BrokerSubscription desired;

    private RolloutRig(IAsyncDisposable broker, BrokerConnection connection, BrokerSubscription desired)
    {
        this.broker = broker;
        Connection = connection;
        this.desired = desired;
        Folder = new RolloutFolder(Path.Combine(path, "state"));
    }

    public static RolloutPolicy Quick { get; } = new() { Soak = TimeSpan.Zero, Patience = TimeSpan.FromSeconds(60) };

    public BrokerConnection Connection { get; }

    public FleetKey Key { get; } = FleetKey.Create();

    public RolloutFolder Folder { get; }

    public List<TestNode> Nodes { get; } = [];

    public List<VirtualNode> Boards { get; } = [];

    public CancellationToken Patience => patience.Token;

    public static async Task<RolloutRig> StartAsync(string brokerName, int nodes = 0, int boards = 0)
    {
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(brokerName);
        BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), default);
        var rig = new RolloutRig(broker, connection, await connection.SubscribeAsync([Topics.Filter(null, null, Topics.ModelDesired)], default));
        for (int i = 1; i <= nodes; i++)
        {
            rig.Nodes.Add(await TestNode.StartAsync(address, new NodeId("plant", $"fan-{i}"), rig.Key));
        }

        for (int i = 1; i <= boards; i++)
        {
            rig.Boards.Add(rig.StartBoard(address, i));
        }

        return rig;
    }

    /// <summary>A table that has learnt nothing and finds nothing wrong, unless told otherwise.</summary>
    public static ModelPackage Package(short bias, int calibrationHigh = 1 << 20, int warningScore = 1 << 22) =>
        ModelPackage.Create(TestTables.Create(TestTables.Spec, bias, calibrationHigh, warningScore), $"model-{bias}");

    public async Task RestartBrokerAsync() => await ((MosquittoBroker)broker).RestartAsync();

    public async Task<RolloutStore> PlanAsync(ModelPackage package, RolloutPolicy policy, string waves = "1,all", NodeFilter? filter = null)
    {
        var starter = new RolloutStarter(Connection, Key, Folder, TimeProvider.System);
        (RolloutRecord record, IReadOnlyList<ModelPackage> previous) =
            await starter.PlanAsync(package.ModelId, package, filter ?? new NodeFilter(), WaveSize.ParseList(waves), policy, [], Patience);
        return starter.Start(record, package, previous);
    }

    /// <summary>Plans a rollout and works on it until it rests.</summary>
    public async Task<RolloutRecord> RunAsync(ModelPackage package, RolloutPolicy policy, string waves = "1,all")
    {
        using RolloutStore store = await PlanAsync(package, policy, waves);
        await WorkAsync(store);
        return store.Record;
    }

    /// <summary>A host works on a rollout until it rests.</summary>
    /// <param name="store">The rollout.</param>
    /// <param name="first">What a person asks.</param>
    /// <param name="onProgress">Sees each step; an exception of it is the host's death.</param>
    public async Task WorkAsync(RolloutStore store, RolloutRequest? first = null, Action<RolloutRecord>? onProgress = null)
    {
        await using BrokerConnection host = await BrokerConnection.ConnectAsync(new BrokerOptions(Connection.Address), Patience);
        var runner = new RolloutRunner(host, Key, store, TimeProvider.System) { Period = TimeSpan.FromMilliseconds(20) };
        await runner.RunAsync(first, new Relay(onProgress), Patience);
    }

    /// <summary>Waits until every board has introduced itself.</summary>
    public async Task WaitForBirthsAsync()
    {
        string filter = Topics.Filter(null, null, Topics.Birth);
        while ((await RetainedReader.ReadAsync(Connection, filter, Patience)).Count < Boards.Count + Nodes.Count)
        {
            await Task.Delay(50, Patience);
        }
    }

    /// <summary>Every manifest that was published so far, by node, each once.</summary>
    public IReadOnlyDictionary<string, ModelManifest[]> TakeManifests()
    {
        List<(string Topic, byte[] Payload)> published = [];
        while (desired.Messages.TryRead(out BrokerMessage? message))
        {
            published.Add((message.Topic, message.Payload));
        }

        return published.GroupBy(message => NodeTopic.Parse(message.Topic).Node).ToDictionary(
            group => group.Key,
            group => group.Select(message => message.Payload).Where(payload => payload.Length > 0)
                .DistinctBy(Convert.ToHexString).Select(ModelManifest.Decode).ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestNode node in Nodes)
        {
            await node.DisposeAsync();
        }

        Boards.ForEach(board => board.Dispose());
        await Connection.DisposeAsync();
        await broker.DisposeAsync();
        patience.Dispose();
        Directory.Delete(path, recursive: true);
    }

    private VirtualNode StartBoard(BrokerAddress address, int number)
    {
        var id = new NodeId("plant", $"fan-{number}");
        var configuration = new NodeConfiguration
        {
            Site = id.Site,
            Node = id.Node,
            MachineClass = "fan",
            NodeKey = Key.DeriveNodeKey(id.Site, id.Node),
            BrokerHost = address.Host,
            BrokerPort = address.Port,
            WifiSsid = "test",
            SampleRateHz = 200,
            TelemetrySeconds = 10,
        };
        VirtualNode node = VirtualNode.OnMachine(configuration, new Fan(number), seed: number, frameCapacity: 1);
        node.Board.Clock.Speed = 100;
        node.Board.Clock.HorizonMicroseconds = long.MaxValue;
        node.Start();
        return node;
    }

    private sealed class Relay(Action<RolloutRecord>? action) : IProgress<RolloutRecord>
    {
        public void Report(RolloutRecord value) => action?.Invoke(value);
    }
}
