using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Simulation.Playback;

namespace NanoMonitor.Cli.Demo;

/// <summary>
/// A virtual node that is shown recordings, one a boot, through its accelerometer's registers, and that sends what it makes
/// of every window.
/// </summary>
internal sealed class PlaybackNode : IAsyncDisposable
{
    private const int BootSeconds = 12;

    // The driver has read the last row by then, and the node has sent what it still held.
    private const int FlushSeconds = 2;

    private readonly NodeId id;
    private readonly FleetKey key;
    private readonly BrokerConnection connection;
    private readonly NodeListener listener;
    private readonly VirtualNode node;
    private readonly FeatureRequest features;

    private PlaybackNode(NodeId id, FleetKey key, BrokerConnection connection, NodeListener listener, VirtualNode node)
    {
        this.id = id;
        this.key = key;
        this.connection = connection;
        this.listener = listener;
        this.node = node;
        features = new FeatureRequest(connection, id, key);
    }

    /// <summary>Recomputes what it sends; null before its first boot.</summary>
    public ParityCheck? Parity { get; private set; }

    /// <summary>Its feature spec; null before its first boot.</summary>
    public FeatureSpec? Spec { get; private set; }

    /// <summary>Makes the node, without power.</summary>
    /// <param name="configuration">Rate and range of the recordings; names, key and broker are filled in.</param>
    public static async Task<PlaybackNode> CreateAsync(
        NodeConfiguration configuration, FleetKey key, BrokerConnection connection, int seed, DemoStatus status, CancellationToken cancellationToken)
    {
        var id = new NodeId(DemoPlan.Site, "playback-1");
        configuration.Site = id.Site;
        configuration.Node = id.Node;
        configuration.NodeKey = key.DeriveNodeKey(id.Site, id.Node);
        configuration.BrokerHost = connection.Address.Host;
        configuration.BrokerPort = connection.Address.Port;
        var listener = await NodeListener.StartAsync(connection, id, key, status, cancellationToken);
        var node = VirtualNode.OnRecording(configuration, Silence(), seed, frameCapacity: 1 << 22);
        return new PlaybackNode(id, key, connection, listener, node);
    }

    /// <summary>Plays a recording from a fresh boot to its end.</summary>
    /// <param name="samples">[axis][row] counts.</param>
    /// <param name="temperatureCentiC">0.01 °C per row, or null.</param>
    /// <param name="status">For the display.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>One row for each whole window of the recording.</returns>
    public async Task<IReadOnlyList<FeatureRow>> PlayAsync(
        int[][] samples, int[]? temperatureCentiC, DemoStatus status, CancellationToken cancellationToken)
    {
        await BootAsync(samples, temperatureCentiC, cancellationToken);
        var firstFrame = node.Frames.Count - node.FirstFrameOfBoot;
        var seconds = (int)Math.Ceiling(samples[0].Length / node.Accelerometer.SampleRateHz);
        for (var second = 1; second <= seconds; second++)
        {
            await AdvanceAsync(1, cancellationToken);
            status.Report(new ProgressStep(second / (double)seconds, $"{second} of {seconds} s"));
        }

        await features.EndAsync(cancellationToken);
        await AdvanceAsync(FlushSeconds, cancellationToken);
        await listener.SettleAsync(cancellationToken);
        var batches = listener.TakeBatches();
        foreach (var batch in batches)
        {
            Parity!.Check(batch, node.FirstFrameOfBoot);
        }

        node.Stop();
        var lastFrame = firstFrame + samples[0].Length;
        return [.. batches
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch.Row))
            .Where(row => row.FirstFrame >= firstFrame && row.FirstFrame + Spec!.WindowLength <= lastFrame)
            .OrderBy(row => row.Window)];
    }

    /// <summary>Pushes a model while a recording plays, until the node has confirmed it.</summary>
    public async Task PushAsync(ModelPackage package, int[][] samples, int[]? temperatureCentiC, DemoStatus status, CancellationToken cancellationToken)
    {
        await BootAsync(samples, temperatureCentiC, cancellationToken);
        Parity!.AddModel(package.Table);
        int seconds = (int)(samples[0].Length / node.Accelerometer.SampleRateHz);
        await new DemoPush(connection, id, key, status).RunAsync(package, () => AdvanceAsync(seconds, cancellationToken), cancellationToken);
        await listener.SettleAsync(cancellationToken);
        listener.TakeBatches();
        node.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        node.Dispose();
        await listener.DisposeAsync();
    }

    private static RecordedSource Silence() => new([[], [], []]);

    // Boots without samples, asks for every window, and only then lets the recording begin.
    private async Task BootAsync(int[][] samples, int[]? temperatureCentiC, CancellationToken cancellationToken)
    {
        node.Accelerometer.Load(Silence());
        node.Start();
        await AdvanceAsync(BootSeconds, cancellationToken);
        Spec = (await features.BeginAsync(cancellationToken)).Spec;
        Parity ??= new ParityCheck(Spec, node.Frames);
        listener.TakeBatches();
        node.Accelerometer.Load(new RecordedSource(samples, temperatureCentiC));
    }

    private async Task AdvanceAsync(int seconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Run(() => node.Board.Clock.AdvanceBy(seconds * 1_000_000L), cancellationToken);
        node.Board.ThrowIfFaulted();
    }
}
