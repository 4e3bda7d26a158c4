using System.Net;
using System.Text;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Node.Storage;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Node.Tests.Rig;

/// <summary>
/// A virtual node with the unmodified firmware on a <see cref="Shaker"/>, a broker, and a host that keeps whatever it hears.
/// Virtual time moves only when a test lets it.
/// </summary>
internal sealed class NodeRig : IAsyncDisposable
{
    public const string Site = "plant";
    public const string NodeName = "fan-1";

    private const int Patience = 20_000;

    private readonly List<Heard> _heard = [];
    private IAsyncDisposable _broker;
    private BrokerConnection _connection;
    private long _counter = 100;

    private NodeRig(IAsyncDisposable broker, BrokerAddress address, BrokerConnection connection, NodeConfiguration configuration, int? sensorFamily)
    {
        _broker = broker;
        Address = address;
        _connection = connection;
        Machine = new Shaker();
        Node = VirtualNode.OnMachine(configuration, Machine, seed: 3, frameCapacity: 1 << 17, sensorFamily);
        Node.Board.Network.MapBroker("broker", address.Host, address.Port);
        Keys = new NodeKeys(configuration.NodeKey);
        Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, configuration.RangeG, 32768 / configuration.RangeG, configuration.SampleRateHz * 1000);
    }

    public static NodeConfiguration Configuration => new()
    {
        Site = Site,
        Node = NodeName,
        MachineClass = "fan",
        NodeKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)],
        BrokerHost = "broker",
        WifiSsid = "hall",
        WifiPassword = "secret",
        TemperatureSensor = NodeConfiguration.Mcp9808,
        RangeG = 8,
        SampleRateHz = 1000,
        TelemetrySeconds = 10,
        FeaturesSeconds = 300,
    };

    public BrokerAddress Address { get; }

    public Shaker Machine { get; }

    public VirtualNode Node { get; }

    public Board Board => Node.Board;

    public NodeKeys Keys { get; }

    public FeatureSpec Spec { get; }

    public double NowSeconds => Board.Clock.NowMicroseconds * 1e-6;

    /// <summary>Sets everything up; the node has no power yet.</summary>
    /// <param name="mosquitto">A real broker.</param>
    /// <param name="configuration">Null for <see cref="Configuration"/>.</param>
    /// <param name="sensorFamily">The accelerometer that is wired; null for the one the configuration names.</param>
    public static async Task<NodeRig> CreateAsync(bool mosquitto = false, NodeConfiguration? configuration = null, int? sensorFamily = null)
    {
        (IAsyncDisposable broker, BrokerAddress address) = await StartBroker(mosquitto);
        BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), default);
        NodeRig rig = new(broker, address, connection, configuration ?? Configuration, sensorFamily);
        await rig.Listen();
        return rig;
    }

    /// <summary>Sets everything up, and has the node connected.</summary>
    public static async Task<NodeRig> StartAsync(bool mosquitto = false, NodeConfiguration? configuration = null)
    {
        NodeRig rig = await CreateAsync(mosquitto, configuration);
        rig.Node.Start();
        rig.Await(Topics.Birth);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever a test has done, the firmware must not have come to its last resort.
        string[] faults = [.. Board.Output.Lines.Where(line => line.Contains("restarting after", StringComparison.Ordinal))];
        Node.Dispose();
        await _connection.DisposeAsync();
        await _broker.DisposeAsync();
        Assert.Empty(faults);
    }

    /// <summary>Puts a configuration there as its only one, as file deployment does.</summary>
    public void Provision(NodeConfiguration configuration)
    {
        Board.Storage.Put(StorageFiles.Root + NodeConfiguration.FileA, configuration.Encode());
        Board.Storage.Remove(StorageFiles.Root + NodeConfiguration.FileB);
    }

    /// <summary>Lets the node run for a while.</summary>
    public void Advance(double seconds) => Board.Clock.AdvanceBy((long)(seconds * 1e6));

    /// <summary>Everything heard so far under one leaf.</summary>
    public IReadOnlyList<Heard> All(string leaf)
    {
        lock (_heard)
        {
            return [.. _heard.Where(message => message.Leaf == leaf)];
        }
    }

    public void Forget()
    {
        lock (_heard)
        {
            _heard.Clear();
        }
    }

    /// <summary>
    /// The first message under a leaf that fits, heard already or to come while at most <paramref name="seconds"/> of virtual
    /// time pass.
    /// </summary>
    public Heard Await(string leaf, Func<Heard, bool>? fits = null, double seconds = 60)
    {
        double end = NowSeconds + seconds;
        while (true)
        {
            if (Find(leaf, fits) is Heard found)
            {
                return found;
            }

            if (NowSeconds >= end)
            {
                break;
            }

            Advance(Math.Min(0.25, Math.Max(1e-6, end - NowSeconds)));
        }

        return AwaitInRealTime(leaf, fits);
    }

    /// <summary>As <see cref="Await"/>, while virtual time stands still.</summary>
    public Heard AwaitInRealTime(string leaf, Func<Heard, bool>? fits = null)
    {
        lock (_heard)
        {
            long deadline = Environment.TickCount64 + Patience;
            while (true)
            {
                if (Find(leaf, fits) is Heard found)
                {
                    return found;
                }

                long rest = deadline - Environment.TickCount64;
                if (rest <= 0 || !Monitor.Wait(_heard, (int)rest))
                {
                    throw new TimeoutException(
                        $"Nothing fitting under '{leaf}' at {NowSeconds:F1} s. Heard: {string.Join(", ", _heard.Select(Describe).TakeLast(40))}. "
                        + $"Board {Board.State}: {string.Join(" | ", Board.Output.Lines.TakeLast(15))}");
                }
            }
        }
    }

    public void AwaitState(int state, double seconds = 60) =>
        Await(Topics.State, message => Encoding.ASCII.GetString(message.Payload) == HealthState.Name(state), seconds);

    public ModelReport AwaitReport(string status, double seconds = 60) =>
        ModelReport.Decode(Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload).Status == status, seconds).Payload);

    /// <summary>Publishes on one of the node's topics.</summary>
    public void Publish(string leaf, byte[] payload, bool retain = false) =>
        _connection.PublishAsync(Topics.Of(Site, NodeName, leaf), payload, retain, default).GetAwaiter().GetResult();

    public void PublishRaw(string topic, byte[] payload, bool retain) =>
        _connection.PublishAsync(topic, payload, retain, default).GetAwaiter().GetResult();

    /// <summary>A command with the next counter.</summary>
    public Command NewCommand(string verb, string arguments = "") => new() { Counter = ++_counter, Verb = verb, Arguments = arguments };

    /// <summary>Sends a command and gives the answer to it.</summary>
    public Ack Send(Command command, byte[]? key = null)
    {
        Publish(Topics.CommandPrefix + command.Verb, command.Encode(key ?? Keys.Down, Site, NodeName));
        return Ack.Decode(Await(Topics.Ack, message => Ack.Decode(message.Payload).Counter == command.Counter).Payload);
    }

    /// <summary>A manifest with the next counter, for a package in chunks of 1024 bytes.</summary>
    public ModelManifest NewManifest(byte[] package, int generation) => new()
    {
        Counter = ++_counter,
        Generation = generation,
        FeatureSpecHash = Spec.Hash,
        Digest = PackageDigest.Of(package, 1024),
        PackageBytes = package.Length,
        ChunkBytes = 1024,
        ModelId = "model-" + generation,
    };

    public void PublishChunks(byte[] package)
    {
        byte[] digest = PackageDigest.Of(package, 1024);
        for (int i = 0; i < PackageDigest.ChunkCount(package.Length, 1024); i++)
        {
            PublishRaw(Topics.OfChunk(digest, i), PackageDigest.Chunk(package, 1024, i), retain: true);
        }
    }

    public void PublishManifest(ModelManifest manifest, byte[]? key = null) =>
        Publish(Topics.ModelDesired, manifest.Encode(key ?? Keys.Down, Site, NodeName), retain: true);

    /// <summary>Publishes a package and its manifest.</summary>
    public ModelManifest Push(byte[] package, int generation)
    {
        PublishChunks(package);
        ModelManifest manifest = NewManifest(package, generation);
        PublishManifest(manifest);
        return manifest;
    }

    /// <summary>Pushes a package and waits for its confirmation.</summary>
    public ModelManifest PushAndConfirm(byte[] package, int generation)
    {
        ModelManifest manifest = Push(package, generation);
        Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed } report && report.Counter == manifest.Counter);
        return manifest;
    }

    /// <summary>Has the node judge itself healthy by a table fitted to two minutes of its own features.</summary>
    public void Train(int stoppedRmsMilliG = 0, int baselineWindows = 0)
    {
        PushAndConfirm(FittedTable(stoppedRmsMilliG, baselineWindows), 1);
        AwaitState(HealthState.Healthy);
    }

    /// <summary>A table fitted to two minutes of the node's own features.</summary>
    public byte[] FittedTable(int stoppedRmsMilliG = 0, int baselineWindows = 0)
    {
        Send(NewCommand(Command.FeaturesVerb, "minutes=2"));
        Advance(125);
        short[][] rows =
        [
            .. All(Topics.Features).Select(message => FeatureBatch.Decode(message.Payload))
                .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => batch.Row(row).Features)),
        ];
        return TableFile.Fitted(Spec, rows, stoppedRmsMilliG, baselineWindows);
    }

    /// <summary>The broker goes away; the host too.</summary>
    public async Task StopBrokerAsync()
    {
        await _connection.DisposeAsync();
        await _broker.DisposeAsync();
    }

    /// <summary>Another broker, which remembers nothing, at the same address as far as the node can tell.</summary>
    public async Task RestartBrokerAsync()
    {
        (_broker, BrokerAddress address) = await StartBroker(_broker is MosquittoBroker);
        Board.Network.MapBroker("broker", address.Host, address.Port);
        _connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), default);
        Forget();
        await Listen();
    }

    private static async Task<(IAsyncDisposable Broker, BrokerAddress Address)> StartBroker(bool mosquitto)
    {
        if (mosquitto)
        {
            MosquittoBroker real = await MosquittoBroker.StartAsync();
            return (real, real.Address);
        }

        EmbeddedBroker embedded = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        return (embedded, embedded.Address);
    }

    private static string Describe(Heard message) => message.Leaf + (message.Leaf is Topics.State or Topics.ModelReported or Topics.Ack
        ? "=" + Encoding.ASCII.GetString(message.Payload.AsSpan(0, Math.Min(200, message.Payload.Length)))
        : "");

    private Heard? Find(string leaf, Func<Heard, bool>? fits)
    {
        lock (_heard)
        {
            return _heard.FirstOrDefault(message => message.Leaf == leaf && (fits == null || fits(message)));
        }
    }

    private async Task Listen()
    {
        BrokerSubscription subscription = await _connection.SubscribeAsync([Topics.Root + Site + "/" + NodeName + "/#"], default);
        _ = Task.Run(async () =>
        {
            await foreach (BrokerMessage message in subscription.Messages.ReadAllAsync())
            {
                lock (_heard)
                {
                    _heard.Add(new Heard(NodeTopic.Parse(message.Topic).Leaf, message.Payload, message.Retained));
                    Monitor.PulseAll(_heard);
                }
            }
        });
    }
}
