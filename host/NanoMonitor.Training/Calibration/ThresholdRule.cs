using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Calibration;

/// <summary>
/// From cross-fitted scores to thresholds.
/// </summary>
/// <remarks>
/// Reach of the healthy machine: the upper quartile of the held-out blocks' highest trailing means, so that rare stretches such as a
/// start-up, which the final model has seen, do not stretch it; and, with several runs, the same within each left-out run, of which the
/// lower median counts: the final model knows all runs, so the fold that knows most is nearest to it. The larger of the two.
/// Spread: the median of the blocks' standard deviations, at least what independent normal features would give,
/// ½·log2 e·√(2 / (D·windows)). Warning: reach + 3 spreads; alarm: reach + 5 spreads; hysteresis: half a spread.
/// </remarks>
public static class ThresholdRule
{
    private const double BlockShare = 0.75;
    private const double WarningSpreads = 3;
    private const double AlarmSpreads = 5;
    private const double HysteresisSpreads = 0.5;
    private const double HalfLog2E = 0.72134752044448170;
    private const double ScoreOne = 4096;

    // Hold times: seconds, and windows at least.
    private static readonly (double Seconds, int Windows) WarningHold = (2, 3);
    private static readonly (double Seconds, int Windows) AlarmHold = (5, 5);
    private static readonly (double Seconds, int Windows) ClearHold = (5, 5);

    /// <summary>The thresholds of a table.</summary>
    /// <param name="spec">Its feature spec.</param>
    /// <param name="crossFit">Scores of windows by models that have not seen them.</param>
    /// <param name="ownMeans">Trailing means of the training windows under the table itself, bits per feature.</param>
    /// <param name="leastScore">The score of a window without any deviation, bits per feature.</param>
    /// <param name="strongestRmsMilliG">RMS of each training window's strongest axis, 0.001 g.</param>
    public static Thresholds Apply(FeatureSpec spec, CrossFit crossFit, IReadOnlyList<double> ownMeans, double leastScore, IReadOnlyList<double> strongestRmsMilliG)
    {
        int aggregate = TrailingMean.WindowsFor(spec.Hop, spec.SampleRateMilliHz);
        double ideal = HalfLog2E * Math.Sqrt(2.0 / (spec.FeatureCount * aggregate));
        double spread = Math.Max(ideal, Quantile.Of(crossFit.ByBlock.Select(block => Deviation(block.Means)), 0.5));
        double reach = ReachOf(crossFit);
        int low = ToScore((ownMeans.Min() + leastScore) / 2);
        int warning = Math.Max(low + 1, ToScore(reach + (WarningSpreads * spread)));
        int alarm = Math.Max(warning, ToScore(reach + (AlarmSpreads * spread)));
        return new Thresholds
        {
            AggregateWindows = aggregate,
            WarningHoldWindows = Windows(WarningHold, spec),
            AlarmHoldWindows = Windows(AlarmHold, spec),
            ClearHoldWindows = Windows(ClearHold, spec),
            WarningScore = warning,
            AlarmScore = alarm,
            LowScore = low,
            Hysteresis = ToScore(HysteresisSpreads * spread),
            CalibrationLow = low,
            CalibrationHigh = alarm,
            // A quarter of the quietest healthy running, one window in a hundred left aside.
            StoppedRmsMilliG = Math.Min(ushort.MaxValue, (int)(Quantile.Of(strongestRmsMilliG, 0.01) / 4)),
        };
    }

    private static double ReachOf(CrossFit crossFit)
    {
        double reach = Upper(crossFit.ByBlock);
        double[] byRun = [.. crossFit.ByRun.GroupBy(block => block.Run).Select(Upper).Order()];
        return byRun.Length == 0 ? reach : Math.Max(reach, byRun[(byRun.Length - 1) / 2]);
    }

    private static double Upper(IEnumerable<HeldOutBlock> blocks)
    {
        return Quantile.Of(blocks.Select(block => block.Means.Max()), BlockShare);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static int Windows((double Seconds, int Windows) hold, FeatureSpec spec)
    {
        return Math.Min(ushort.MaxValue, Math.Max(hold.Windows, (int)Math.Ceiling(hold.Seconds * spec.SampleRateMilliHz / (1000.0 * spec.Hop))));
    }

    // A score a node can hold; an untypical set may reach far.
    private static int ToScore(double bits)
    {
        return (int)Math.Clamp(Math.Round(bits * ScoreOne), int.MinValue / 2, int.MaxValue / 2);
    }
}
