using NanoMonitor.Core.Model;

namespace NanoMonitor.Training.Clips;

/// <summary>How a clip of frames becomes rows for a detector; a clip's score is the mean over its rows.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Rows">From [frame][band] to [n][feature].</param>
/// <param name="Names">From the number of bands to what each feature is called.</param>
/// <param name="Order">From the number of bands to groups of the features.</param>
public sealed record ClipRows(
    string Name, Func<float[][], double[][]> Rows, Func<int, IReadOnlyList<string>> Names, Func<int, GroupOrder> Order)
{
    private const int BandsPerGroup = 8;

    /// <summary>One row a clip: <see cref="ClipStatistics"/>; the statistics of eight neighbouring bands form a group.</summary>
    public static ClipRows Statistics { get; } = new(
        "statistics", frames => [ClipStatistics.Of(frames)], ClipStatistics.Names, bands => ByBand(ClipStatistics.Names(bands).Count, ClipStatistics.PooledBands(bands)));

    /// <summary>Many rows a clip: <see cref="FrameContexts"/>; each frame of the context is a group.</summary>
    public static ClipRows Contexts { get; } = new("contexts", FrameContexts.Of, FrameContexts.Names, bands => ByFrame(ClipStatistics.PooledBands(bands)));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClipRows> All { get; } = [Statistics, Contexts];

    /// <summary>[spectrum][band]: features that are neighbouring bands of one statistic, or of one frame.</summary>
    /// <param name="bands">Number of bands before pooling.</param>
    public IReadOnlyList<int[]> Spectra(int bands)
    {
        return [.. Enumerable.Range(0, Names(bands).Count).Chunk(ClipStatistics.PooledBands(bands))];
    }

    private static GroupOrder ByBand(int features, int pools)
    {
        int[] order = [.. Enumerable.Range(0, features).OrderBy(feature => feature % pools / BandsPerGroup).ThenBy(feature => feature)];
        return new GroupOrder([.. order.GroupBy(feature => feature % pools / BandsPerGroup).Select(group => group.Count())], order);
    }

    private static GroupOrder ByFrame(int pools)
    {
        return new GroupOrder([.. Enumerable.Repeat(pools, FrameContexts.Frames)], [.. Enumerable.Range(0, pools * FrameContexts.Frames)]);
    }
}
