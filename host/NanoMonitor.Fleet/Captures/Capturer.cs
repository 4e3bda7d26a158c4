using System.Globalization;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Captures;

/// <summary>Has a node record the counts of its sensor, and keeps them as a run of a dataset.</summary>
/// <param name="connection">Where the node is.</param>
/// <param name="key">The fleet key the node's key derives from.</param>
/// <param name="time">The clock of counters, ids and run starts.</param>
public sealed class Capturer(BrokerConnection connection, FleetKey key, TimeProvider time)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly MonotonicCounter counter = new(time);

    /// <summary>Records one run. What has come is written although the capture ended early or chunks are missing.</summary>
    /// <exception cref="FleetException">The node is unknown, refuses, its sensor fails, or not one window came.</exception>
    /// <exception cref="DatasetException">The folder holds another kind of dataset or cannot be written.</exception>
    public async Task<CaptureResult> RunAsync(
        NodeId id, CaptureOptions options, IProgress<CaptureProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset started = time.GetUtcNow();
        int captureId = (int)(started.ToUnixTimeSeconds() % int.MaxValue) + 1;
        string chunks = $"{Topics.CapturePrefix}{captureId}/+";
        await using NodeLink link = await NodeLink.OpenAsync(connection, id, key, [Topics.Ack, chunks], cancellationToken);
        Birth birth = await link.WaitForBirthAsync(options.AnswerPatience, cancellationToken);
        WaveformRunWriter.Require(options.Folder, birth.Spec);
        int windows = WindowsOf(birth.Spec, options.Seconds);

        var collector = new CaptureCollector(captureId);
        try
        {
            await link.CommandAsync(counter, Command.CaptureVerb, Arguments(captureId, windows), options.AnswerPatience, message => Take(message, collector), cancellationToken);
            await CollectAsync(link, options, collector, windows * (birth.Spec.WindowLength / CaptureChunk.Frames), progress, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(link, captureId);
            throw;
        }

        return Write(id, options, started, windows, collector);
    }

    /// <summary>Windows that take at least so many seconds.</summary>
    /// <exception cref="FleetException">More than a node records in one go.</exception>
    public static int WindowsOf(FeatureSpec spec, int seconds)
    {
        ArgumentNullException.ThrowIfNull(spec);
        long milliFrames = (long)seconds * spec.SampleRateMilliHz;
        long windowMilliFrames = spec.WindowLength * 1000L;
        long windows = (milliFrames + windowMilliFrames - 1) / windowMilliFrames;
        return windows <= CaptureChunk.MaximumWindows
            ? (int)windows
            : throw new FleetException(
                $"{seconds} s are {windows} windows at {spec.SampleRateMilliHz / 1000.0:0.###} Hz; a node records at most {CaptureChunk.MaximumWindows} in one go, {CaptureChunk.MaximumWindows * windowMilliFrames / spec.SampleRateMilliHz} s.");
    }

    private static string Arguments(int captureId, int windows) =>
        string.Create(CultureInfo.InvariantCulture, $"{Command.IdArgument}={captureId} {Command.WindowsArgument}={windows}");

    private static void Take(NodeMessage message, CaptureCollector collector)
    {
        if (message.Content is CaptureChunk chunk)
        {
            collector.Add(chunk);
        }
    }

    private async Task CollectAsync(
        NodeLink link, CaptureOptions options, CaptureCollector collector, int target, IProgress<CaptureProgress>? progress, CancellationToken cancellationToken)
    {
        long nonce = link.Birth!.BootNonce;
        long lastChunk = time.GetTimestamp();

        // A node that has booted since sends no more of it.
        while (!collector.IsWhole && link.Birth.BootNonce == nonce && time.GetElapsedTime(lastChunk) < options.Patience)
        {
            if (await link.ReceiveAsync(TimeSpan.FromSeconds(1), cancellationToken) is { Content: CaptureChunk } message)
            {
                Take(message, collector);
                lastChunk = time.GetTimestamp();
            }

            progress?.Report(new CaptureProgress(collector.ChunkCount, target, connection.IsConnected && link.Condition is not { IsLost: true }));
        }
    }

    private async Task StopAsync(NodeLink link, int captureId)
    {
        using var limit = new CancellationTokenSource(StopPatience);
        try
        {
            await link.CommandAsync(counter, Command.CaptureVerb, Arguments(captureId, 0), StopPatience, _ => { }, limit.Token);
        }
        catch (Exception e) when (e is FleetException or OperationCanceledException)
        {
            // The node stops by itself when it has recorded what it was asked for.
        }
    }

    private static CaptureResult Write(NodeId id, CaptureOptions options, DateTimeOffset started, int asked, CaptureCollector collector)
    {
        IReadOnlyList<int[][]> stretches = collector.ToStretches();
        if (stretches.Count == 0)
        {
            throw new FleetException($"Not one whole window of {id} came ({Reason(collector.End)}); nothing was written.");
        }

        FeatureSpec spec = collector.Spec!;
        var run = new WaveformRun(spec, id.ToString(), options.Label, stretches)
        {
            Condition = options.Condition,
            Started = started,
            Note = collector.MeasuredRateMilliHz == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"measured sample rate {collector.MeasuredRateMilliHz / 1000.0:0.###} Hz"),
        };
        string runId = WaveformRunWriter.AppendRun(options.Folder, run);
        int windows = stretches.Sum(stretch => stretch[0].Length) / spec.WindowLength;
        return new CaptureResult(
            runId, spec, collector.MeasuredRateMilliHz, asked, windows, stretches.Count, collector.MissingCount, collector.DuplicateCount, collector.End);
    }

    /// <summary>A <see cref="CaptureEnd"/> in words.</summary>
    public static string Reason(int end) => end switch
    {
        CaptureEnd.Complete => "the capture is complete",
        CaptureEnd.Gap => "the sensor lost samples",
        CaptureEnd.Congested => "the node could not send as fast as it recorded",
        CaptureEnd.Stopped => "it was told to stop",
        CaptureEnd.Silent => "its sensor gave no windows",
        _ => "the node did not say that it had ended",
    };
}
