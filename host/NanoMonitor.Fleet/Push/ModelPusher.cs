using System.Globalization;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Push;

/// <summary>Brings a weight table to a node: chunks, then the signed manifest, then the node's reports until it confirms or refuses.</summary>
public sealed class ModelPusher
{
    private readonly BrokerConnection connection;
    private readonly FleetKey key;
    private readonly TimeProvider time;
    private readonly MonotonicCounter counter;
    private readonly PackageStore store;

    /// <param name="connection">Where the node is.</param>
    /// <param name="key">The fleet key the node's key derives from.</param>
    /// <param name="time">The clock of counters.</param>
    public ModelPusher(BrokerConnection connection, FleetKey key, TimeProvider time)
    {
        this.connection = connection;
        this.key = key;
        this.time = time;
        counter = new MonotonicCounter(time);
        store = new PackageStore(connection);
    }

    /// <summary>Pushes one table to one node.</summary>
    /// <exception cref="FleetException">The node is unknown, its feature spec differs from the table's, or it reports nothing in time.</exception>
    public async Task<PushResult> PushAsync(
        NodeId id, ModelPackage package, PushOptions options, IProgress<PushProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        RefuseThresholds(package, options);
        string[] leaves = [Topics.ModelReported, Topics.ModelDesired];
        await using NodeLink link = await NodeLink.OpenAsync(connection, id, key, leaves, cancellationToken);
        Birth birth = await link.WaitForBirthAsync(options.AnswerPatience, cancellationToken);
        RefuseForeignSpec(id, package, birth);
        int generation = await NextGenerationAsync(link, birth, cancellationToken);

        await store.PublishAsync(
            package,
            published => Report(progress, link, PushProgress.Publishing, published, package.ChunkCount),
            cancellationToken);
        ModelManifest manifest = Manifest(package, generation, options);
        byte[] payload = manifest.Encode(link.Keys.Down, id.Site, id.Node);
        Note(id, manifest, AuditEntry.Asked);
        await connection.PublishAsync(id.Topic(Topics.ModelDesired), payload, retain: true, cancellationToken);
        await store.CompleteAsync(package, cancellationToken);
        int cleared = await store.ClearUnnamedAsync(cancellationToken);

        if (!options.Wait)
        {
            return new PushResult(PushProgress.Waiting, "", generation, cleared);
        }

        ModelReport report = await FollowAsync(link, manifest, options, progress, cancellationToken);
        Note(id, manifest, report.Reason.Length == 0 ? report.Status : $"{report.Status}: {report.Reason}");
        return new PushResult(report.Status, report.Reason, generation, cleared);
    }

    private void Note(NodeId id, ModelManifest manifest, string answer) => key.Audit?.Write(
        id, "model", $"{manifest.ModelId} generation={manifest.Generation} digest={Hex.Of(manifest.Digest)}", manifest.Counter, answer);

    private static void RefuseForeignSpec(NodeId id, ModelPackage package, Birth birth)
    {
        if (package.Table.Spec.Hash != birth.Spec.Hash)
        {
            throw new FleetException(
                $"The model {package.ModelId} is for another feature spec than the node {id} has "
                + $"({FeatureText.Difference(package.Table.Spec, birth.Spec)}). Train it on what this node, or one like it, sent.");
        }
    }

    // As the node would.
    private static void RefuseThresholds(ModelPackage package, PushOptions options)
    {
        Thresholds table = package.Table.Thresholds;
        int warning = options.WarningScore ?? table.WarningScore;
        int alarm = options.AlarmScore ?? table.AlarmScore;
        if (alarm < warning || warning <= table.LowScore)
        {
            throw new FleetException(
                $"The scores for {package.ModelId} do not go together: a warning at {Bits(warning)} must lie above the low limit {Bits(table.LowScore)} "
                + $"and not above the alarm at {Bits(alarm)} bits.");
        }
    }

    private static string Bits(int score) => string.Create(CultureInfo.InvariantCulture, $"{ScoreBits.Of(score):0.##}");

    // Higher than anything this node was ever assigned, as far as the broker and the node know.
    private async Task<int> NextGenerationAsync(NodeLink link, Birth birth, CancellationToken cancellationToken)
    {
        int generation = birth.Generation;
        foreach (string leaf in new[] { Topics.ModelDesired, Topics.ModelReported })
        {
            foreach (BrokerMessage message in await RetainedReader.ReadAsync(connection, link.Id.Topic(leaf), cancellationToken))
            {
                switch (link.Read(message))
                {
                    case ModelManifest desired:
                        generation = Math.Max(generation, desired.Generation);
                        counter.Saw(desired.Counter);
                        break;
                    case ModelReport reported:
                        generation = Math.Max(generation, Math.Max(reported.Generation, reported.RunningGeneration));
                        counter.Saw(reported.Counter);
                        break;
                }
            }
        }

        return generation + 1;
    }

    private ModelManifest Manifest(ModelPackage package, int generation, PushOptions options) => new()
    {
        Counter = counter.Next(),
        Generation = generation,
        FeatureSpecHash = package.Table.Spec.Hash,
        Digest = package.Digest,
        PackageBytes = package.Bytes.Length,
        ChunkBytes = ModelPackage.ChunkBytes,
        WarningScore = options.WarningScore ?? Score.None,
        AlarmScore = options.AlarmScore ?? Score.None,
        ModelId = package.ModelId,
    };

    private async Task<ModelReport> FollowAsync(
        NodeLink link,
        ModelManifest manifest,
        PushOptions options,
        IProgress<PushProgress>? progress,
        CancellationToken cancellationToken)
    {
        string phase = PushProgress.Waiting;
        int chunk = 0;
        long lastNews = time.GetTimestamp();
        while (true)
        {
            Report(progress, link, phase, chunk, manifest.ChunkCount);
            NodeMessage? message = await link.ReceiveAsync(TimeSpan.FromSeconds(1), cancellationToken);
            if (message?.Content is ModelManifest other && other.Counter > manifest.Counter)
            {
                throw new FleetException($"Somebody else pushed {other.ModelId} to {link.Id} meanwhile; that push counts.");
            }

            if (message?.Content is ModelReport report && Answers(report, message.Retained, manifest))
            {
                lastNews = time.GetTimestamp();
                phase = report.Status;
                chunk = Math.Max(chunk, report.Chunk);
                if (phase is ModelReport.Confirmed or ModelReport.Refused or ModelReport.Reverted)
                {
                    Report(progress, link, phase, chunk, manifest.ChunkCount);
                    return report;
                }
            }
            else if (time.GetElapsedTime(lastNews) > options.Patience)
            {
                throw Silence(link, phase, options.Patience);
            }
        }
    }

    // The answer to a manifest that the node could not authenticate has no counter.
    private static bool Answers(ModelReport report, bool isRetained, ModelManifest manifest) =>
        report.Counter == manifest.Counter || (report is { Counter: 0, Status: ModelReport.Refused } && !isRetained);

    private FleetException Silence(NodeLink link, string phase, TimeSpan patience)
    {
        string where = !connection.IsConnected ? $"the broker {connection.Address} is away"
            : link.Condition is { IsLost: true } ? "the node is off line"
            : "the node is connected";
        return new FleetException(
            $"{link.Id} has been '{phase}' for {patience.TotalMinutes:0.#} minutes ({where}). "
            + "The manifest stays at the broker: the node takes it when it can; 'nanomonitor watch' shows it.");
    }

    private void Report(IProgress<PushProgress>? progress, NodeLink link, string phase, int chunk, int chunks) =>
        progress?.Report(new PushProgress(phase, chunk, chunks, connection.IsConnected && link.Condition is not { IsLost: true }));
}
