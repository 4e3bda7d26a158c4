using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Calibration;

/// <summary>How far the trailing means of a healthy machine reach under a model that has not seen them, in bits per feature.</summary>
/// <param name="Centre">Median of all.</param>
/// <param name="Reach">
/// Upper quartile of the held-out blocks' highest means, so that rare stretches such as a start-up, which the final model has seen, do not
/// stretch it; and, with several runs, the same within each left-out run, of which the lower median counts: the final model knows all runs,
/// so the fold that knows most is nearest to it. The larger of the two.
/// </param>
/// <param name="Within">Median of the blocks' standard deviations, at least what independent normal features would give, ½·log2 e·√(2 / (D·windows)).</param>
/// <param name="Between">Standard deviation of the blocks' medians, from their interquartile range.</param>
public sealed record HealthyReach(double Centre, double Reach, double Within, double Between)
{
    private const double BlockShare = 0.75;
    private const double HalfLog2E = 0.72134752044448170;
    private const double NormalInterquartile = 1.349;

    // Fast sensors average over many windows: what is left is less than machines differ by from day to day.
    private const double LeastSpread = 0.04;

    /// <summary>
    /// √(within² + between²), at least 0.04; of what lies between blocks no more than lies within: where blocks differ by much, the reach
    /// has it in already.
    /// </summary>
    public double Spread => Math.Max(LeastSpread, Math.Sqrt((Within * Within) + Math.Pow(Math.Min(Between, Within), 2)));

    /// <summary>From cross-fitted scores.</summary>
    public static HealthyReach Of(CalibrationEvidence evidence)
    {
        var crossFit = evidence.CrossFit;
        double[][] blocks = [.. crossFit.ByBlock.Select(block => block.Means.SelectMany(stretch => stretch).ToArray())];
        double[] medians = [.. blocks.Select(means => Quantile.Of(means, 0.5))];
        return new HealthyReach(
            Quantile.Of(blocks.SelectMany(means => means), 0.5),
            ReachOf(crossFit),
            Math.Max(IdealDeviation(evidence), Quantile.Of(blocks.Select(Deviation.Of), 0.5)),
            (Quantile.Of(medians, 0.75) - Quantile.Of(medians, 0.25)) / NormalInterquartile);
    }

    /// <summary>Standard deviation of the trailing mean for independent normal features.</summary>
    public static double IdealDeviation(CalibrationEvidence evidence)
    {
        return HalfLog2E * Math.Sqrt(2.0 / (evidence.Spec.FeatureCount * evidence.AggregateWindows));
    }

    private static double ReachOf(CrossFit crossFit)
    {
        double reach = Upper(crossFit.ByBlock);
        double[] byRun = [.. crossFit.ByRun.GroupBy(block => block.Run).Select(Upper).Order()];
        return byRun.Length == 0 ? reach : Math.Max(reach, byRun[(byRun.Length - 1) / 2]);
    }

    private static double Upper(IEnumerable<HeldOutBlock> blocks)
    {
        return Quantile.Of(blocks.Select(block => block.Highest), BlockShare);
    }
}
