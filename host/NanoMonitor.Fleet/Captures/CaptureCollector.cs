using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Fleet.Captures;

/// <summary>Puts the chunks of one capture together, in whatever order and however often they come.</summary>
/// <param name="captureId">The capture; chunks of others are passed over.</param>
public sealed class CaptureCollector(int captureId)
{
    private readonly SortedDictionary<int, CaptureChunk> chunks = [];
    private CaptureChunk? first;
    private int? endsAfter;

    /// <summary>What the counts mean; null before the first chunk.</summary>
    public FeatureSpec? Spec => first?.Spec;

    /// <summary>Chunks with counts that are here.</summary>
    public int ChunkCount => chunks.Count;

    /// <summary>Chunks that came again.</summary>
    public int DuplicateCount { get; private set; }

    /// <summary>Chunks there are, as far as is known; 0 before the first.</summary>
    public int ExpectedCount => endsAfter ?? first?.Count ?? 0;

    /// <summary>Chunks that are missing, as far as is known.</summary>
    public int MissingCount => ExpectedCount - ChunkCount;

    /// <summary>Why the node sends no more: a <see cref="CaptureEnd"/>.</summary>
    public int End { get; private set; }

    /// <summary>Whether every chunk the node has recorded is here.</summary>
    public bool IsWhole => End != CaptureEnd.None && MissingCount == 0;

    /// <summary>The last measured sample rate, mHz; 0 where it is not known.</summary>
    public int MeasuredRateMilliHz => chunks.Values.LastOrDefault(chunk => chunk.MeasuredRateMilliHz > 0)?.MeasuredRateMilliHz ?? 0;

    /// <summary>Takes a chunk.</summary>
    /// <exception cref="FleetException">It cannot belong to the same recording as those before.</exception>
    public void Add(CaptureChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (chunk.CaptureId != captureId)
        {
            return;
        }

        first ??= chunk;
        if (chunk.BootId != first.BootId || chunk.Spec.Hash != first.Spec.Hash || chunk.Count != first.Count)
        {
            throw new FleetException($"The chunks of capture {captureId} are of two recordings; has the node booted? Start again.");
        }

        if (chunk.End != CaptureEnd.None)
        {
            End = chunk.End;
            endsAfter = chunk.End == CaptureEnd.Complete ? chunk.Count : chunk.Number;
        }

        if (chunk.Counts.Length > 0 && !chunks.TryAdd(chunk.Number, chunk))
        {
            DuplicateCount++;
        }
    }

    /// <summary>The whole windows that are here, as pieces without a gap: [stretch][axis][n], counts.</summary>
    public IReadOnlyList<int[][]> ToStretches()
    {
        var stretches = new List<int[][]>();
        if (Spec is not { } spec)
        {
            return stretches;
        }

        int chunksPerWindow = spec.WindowLength / CaptureChunk.Frames;
        int window = 0;
        int windows = first!.Count / chunksPerWindow;
        while (window < windows)
        {
            int end = window;
            while (end < windows && IsHere(end, chunksPerWindow))
            {
                end++;
            }

            if (end > window)
            {
                stretches.Add(Join(spec, window * chunksPerWindow, end * chunksPerWindow));
            }

            window = end + 1;
        }

        return stretches;
    }

    private bool IsHere(int window, int chunksPerWindow) =>
        Enumerable.Range(window * chunksPerWindow, chunksPerWindow).All(chunks.ContainsKey);

    private int[][] Join(FeatureSpec spec, int begin, int end)
    {
        int[][] samples = [.. Enumerable.Range(0, spec.AxisCount).Select(_ => new int[(end - begin) * CaptureChunk.Frames])];
        for (int number = begin; number < end; number++)
        {
            chunks[number].Unpack(samples, (number - begin) * CaptureChunk.Frames);
        }

        return samples;
    }
}
