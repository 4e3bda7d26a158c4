namespace NanoMonitor.Training.Calibration;

/// <summary>One block of windows under a model that has not seen it, in bits per feature.</summary>
/// <param name="Run">Index of the run it belongs to.</param>
/// <param name="Scores">Scores, by stretch.</param>
/// <param name="Means">Their trailing means, by stretch; at least one.</param>
public sealed record HeldOutBlock(int Run, IReadOnlyList<double[]> Scores, IReadOnlyList<double[]> Means)
{
    /// <summary>A block of scores.</summary>
    /// <param name="run">Index of its run.</param>
    /// <param name="scores">Scores, by stretch; none empty.</param>
    /// <param name="aggregateWindows">Windows of the trailing mean.</param>
    public static HeldOutBlock Of(int run, IReadOnlyList<double[]> scores, int aggregateWindows)
    {
        return new HeldOutBlock(run, scores, [.. scores.Select(stretch => TrailingMean.Of(stretch, aggregateWindows))]);
    }

    /// <summary>The highest trailing mean.</summary>
    public double Highest => Means.Max(stretch => stretch.Max());
}
