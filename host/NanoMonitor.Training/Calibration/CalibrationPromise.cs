using NanoMonitor.Core.Model;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Calibration;

/// <summary>What thresholds promise, and how much that rests on.</summary>
/// <param name="Windows">Windows learned from.</param>
/// <param name="IndependentMeans">Trailing means that say something new, by their autocorrelation.</param>
/// <param name="Peaks">Separate peaks that the tail of held-out scores was fitted to.</param>
/// <param name="AlarmsPerMonth">False alarms to expect in a month of healthy running.</param>
/// <param name="AlarmsPerMonthLow">Lower end of the middle 90 %.</param>
/// <param name="AlarmsPerMonthHigh">Upper end.</param>
/// <param name="TimesExtrapolated">How many times as long a month is as what was learned from.</param>
/// <param name="BlocksBeyond">Held-out blocks that reach the alarm limit.</param>
/// <param name="Blocks">Held-out blocks.</param>
public sealed record CalibrationPromise(
    int Windows,
    double IndependentMeans,
    int Peaks,
    double AlarmsPerMonth,
    double AlarmsPerMonthLow,
    double AlarmsPerMonthHigh,
    double TimesExtrapolated,
    int BlocksBeyond,
    int Blocks)
{
    /// <summary>The target: false alarms in a month of healthy running.</summary>
    public const double TargetPerMonth = 1;

    /// <summary>Fewer windows are little.</summary>
    public const int GoodWindows = 400;

    /// <summary>Days of a month.</summary>
    public const int DaysPerMonth = 30;

    /// <summary>Of thresholds made from this evidence.</summary>
    public static CalibrationPromise Of(CalibrationEvidence evidence, Thresholds thresholds)
    {
        double windowsPerMonth = DaysPerMonth * 86_400 / evidence.HopSeconds;
        double alarm = ScoreBits.Of(thresholds.AlarmScore);
        var blocks = evidence.CrossFit.ByBlock;
        var tail = AlarmTail.Of(evidence, thresholds.AlarmHoldWindows);
        var (low, high) = tail.RateInterval(alarm, seed: 1);
        int windows = evidence.OwnScores.Sum(stretch => stretch.Length);
        return new CalibrationPromise(
            windows,
            Autocorrelation.EffectiveCount([.. blocks.SelectMany(block => block.Means)]),
            tail.Excesses.Length,
            windowsPerMonth * tail.RateBeyond(alarm),
            windowsPerMonth * low,
            windowsPerMonth * high,
            windowsPerMonth / windows,
            blocks.Count(block => block.Highest >= alarm),
            blocks.Count);
    }

    /// <summary>What there is too little of, a sentence each; empty where there is enough.</summary>
    public IReadOnlyList<string> Shortcomings()
    {
        var lacks = new List<string>();
        if (Windows < GoodWindows)
        {
            lacks.Add($"{Windows} windows are little: {GoodWindows} or more are good.");
        }

        if (Peaks < AlarmTail.GoodClusters)
        {
            lacks.Add($"The tail of the scores is extrapolated from too little: {Peaks} separate {(Peaks == 1 ? "peak" : "peaks")}, {AlarmTail.GoodClusters} or more are good.");
        }

        if (AlarmsPerMonth > TargetPerMonth)
        {
            lacks.Add($"More than {TargetPerMonth:0} false alarm a month is to be expected.");
        }

        return lacks;
    }
}
