using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Commissioning;

/// <summary>Records what a node makes of its healthy machine: asks it for every window and keeps them as a run of a dataset.</summary>
public sealed class Commissioner
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly BrokerConnection connection;
    private readonly FleetKey key;
    private readonly TimeProvider time;
    private readonly MonotonicCounter counter;

    /// <param name="connection">Where the node is.</param>
    /// <param name="key">The fleet key the node's key derives from.</param>
    /// <param name="time">The clock of counters and run starts.</param>
    public Commissioner(BrokerConnection connection, FleetKey key, TimeProvider time)
    {
        this.connection = connection;
        this.key = key;
        this.time = time;
        counter = new MonotonicCounter(time);
    }

    /// <summary>Records one run; the dataset is written at the end or not at all.</summary>
    /// <exception cref="FleetException">The node is unknown, silent, refuses, or its sensor fails.</exception>
    /// <exception cref="DatasetException">The folder holds another kind of dataset or cannot be written.</exception>
    public async Task<CommissioningResult> RunAsync(
        NodeId id, CommissioningOptions options, IProgress<CommissioningProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Minutes, CommissioningOptions.MaximumMinutes);

        await using NodeLink link = await NodeLink.OpenAsync(connection, id, key, [Topics.Ack, Topics.Features], cancellationToken);
        Birth birth = await link.WaitForBirthAsync(options.AnswerPatience, cancellationToken);
        RefuseBadSensor(id, birth);
        RefuseForeignFolder(options.Folder, birth.Spec);
        NodeFeatureWriter.RequireWritable(options.Folder);

        DateTimeOffset started = time.GetUtcNow();
        var collector = new FeatureCollector(birth.Spec);
        try
        {
            await AskAsync(link, options, collector, cancellationToken);
            await CollectAsync(link, birth, options, collector, progress, cancellationToken);
        }
        finally
        {
            await StopAsync(link);
        }

        return Write(id, options.Folder, birth.Spec, started, collector);
    }

    private static void RefuseBadSensor(NodeId id, Birth birth)
    {
        if (birth.SensorStatus != "ok")
        {
            throw new FleetException($"The sensor {birth.Sensor} of {id} reports '{birth.SensorStatus}'. Mend it before commissioning.");
        }
    }

    // Known at once, not after an hour of recording.
    private static void RefuseForeignFolder(string folder, FeatureSpec spec)
    {
        if (!File.Exists(Path.Combine(folder, Dataset.ManifestName)))
        {
            return;
        }

        Dataset existing = Dataset.Open(folder);
        if (existing.NodeFeatures is not { } layout)
        {
            throw new FleetException($"{folder} holds a dataset that no node sent. Choose another folder for --out.");
        }

        if (layout.Spec.Hash != spec.Hash)
        {
            throw new FleetException(
                $"{folder} holds runs of another feature spec ({FeatureText.Difference(layout.Spec, spec)}). Choose another folder for --out.");
        }
    }

    // One minute more than needed, so that the node does not stop before the last window is here.
    private Task AskAsync(NodeLink link, CommissioningOptions options, FeatureCollector collector, CancellationToken cancellationToken)
    {
        int rest = options.Minutes - (int)collector.Covered.TotalMinutes;
        return link.CommandAsync(
            counter,
            Command.FeaturesVerb,
            $"{Command.MinutesArgument}={rest + 1}",
            options.AnswerPatience,
            message => Take(message, collector),
            cancellationToken);
    }

    private async Task CollectAsync(
        NodeLink link,
        Birth birth,
        CommissioningOptions options,
        FeatureCollector collector,
        IProgress<CommissioningProgress>? progress,
        CancellationToken cancellationToken)
    {
        TimeSpan duration = TimeSpan.FromMinutes(options.Minutes);
        int target = (int)Math.Ceiling(duration.TotalSeconds * birth.Spec.SampleRateMilliHz / 1000 / birth.Spec.Hop);
        long nonce = link.Birth!.BootNonce;
        long lastBatch = time.GetTimestamp();
        while (collector.Covered < duration)
        {
            NodeMessage? message = await link.ReceiveAsync(TimeSpan.FromSeconds(1), cancellationToken);
            if (message?.Content is FeatureBatch)
            {
                Take(message, collector);
                lastBatch = time.GetTimestamp();
            }
            else if (message?.Content is Birth again && again.BootNonce != nonce)
            {
                nonce = again.BootNonce;
                await AskAsync(link, options, collector, cancellationToken);
            }
            else if (time.GetElapsedTime(lastBatch) > options.Patience)
            {
                throw Silence(link, options.Patience, collector);
            }

            progress?.Report(new CommissioningProgress(
                Math.Min(collector.Covered / duration, 1),
                collector.WindowCount,
                target,
                collector.LostCount,
                connection.IsConnected && link.Condition is not { IsLost: true }));
        }
    }

    private static void Take(NodeMessage message, FeatureCollector collector)
    {
        if (message.Content is FeatureBatch batch)
        {
            collector.Add(batch);
        }
    }

    private FleetException Silence(NodeLink link, TimeSpan patience, FeatureCollector collector)
    {
        string where = !connection.IsConnected ? $"the broker {connection.Address} is away"
            : link.Condition is { IsLost: true } ? "the node is off line"
            : "the node is connected but sends no windows; check its sensor";
        return new FleetException(
            $"No features from {link.Id} for {patience.TotalSeconds:0} s ({where}). {collector.WindowCount} windows had come; nothing was written.");
    }

    private async Task StopAsync(NodeLink link)
    {
        using var limit = new CancellationTokenSource(StopPatience);
        try
        {
            await link.CommandAsync(counter, Command.FeaturesVerb, $"{Command.MinutesArgument}=0", StopPatience, _ => { }, limit.Token);
        }
        catch (Exception e) when (e is FleetException or OperationCanceledException)
        {
            // The node stops by itself when its minutes are over.
        }
    }

    private static CommissioningResult Write(
        NodeId id, string folder, FeatureSpec spec, DateTimeOffset started, FeatureCollector collector)
    {
        IReadOnlyList<FeatureWindow> windows = collector.ToWindows();
        var run = new NodeFeatureRun(spec, id.ToString(), RecordingLabel.Normal, windows) { Started = started };
        string runId = NodeFeatureWriter.AppendRun(folder, run);
        return new CommissioningResult(
            runId, spec, windows.Count, collector.LostCount, collector.DuplicateCount, collector.GapCount, windows.Count(window => window.Flat));
    }
}
