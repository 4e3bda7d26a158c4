using NanoMonitor.Core.Model;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Alarms;

/// <summary>The policies that are compared: each a way to thresholds that was tried, the one that tables get among them.</summary>
public static class AlarmPolicies
{
    private const double WarningShare = 0.99;
    private const double AlarmShare = 0.999;
    // Of the tails: false warnings and false alarms in a month.
    private const double WarningsPerMonth = 10;
    private const double AlarmsPerMonth = 1;

    // Windows of which the node learns an offset where the policy says so.
    private const int OffsetWindows = 50;

    /// <summary>The default, by which tables are written.</summary>
    public static AlarmPolicy Default { get; } = new("default", "Reach of held-out blocks and runs + 3 and 3½ spreads within and between them, held for 5 s, 16 windows at most.", evidence => ThresholdRule.Apply(evidence));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AlarmPolicy> All { get; } =
    [
        new("in-sample", "The 99 % and 99.9 % quantiles of the training windows' own trailing means: the trap.", evidence => Quantiles(evidence, evidence.OwnMeans)),
        new("block-quantile", "The same quantiles of held-out blocks.", evidence => Quantiles(evidence, Means(evidence.CrossFit.ByBlock))),
        new("run-quantile", "The same quantiles of left-out runs; of blocks where there is one run.", evidence => Quantiles(evidence, Means(ByRun(evidence)))),
        new("block-tail", "Generalized Pareto tail of held-out blocks, declustered: 10 false warnings and 1 false alarm a month.", evidence => Tail(evidence, evidence.CrossFit.ByBlock)),
        new("run-tail", "The same of left-out runs.", evidence => Tail(evidence, ByRun(evidence))),
        new("robust-tail", "The default or the tail of held-out blocks cut off at their reach, whichever is higher.", RobustTail),
        new("within-spread", "Reach + 3 and 5 spreads within blocks alone, held for 2 s and 5 s whatever that is in windows.", WithinSpread),
        Default,
        new("10-s-hold", "The default, held for 10 s.", evidence => Hold(ThresholdRule.Apply(evidence), (int)Math.Ceiling(10 / evidence.HopSeconds))),
        new("5-of-10", "The default with 5 of the last 10 trailing means in place of a hold time.", evidence => Hold(OfOne(ThresholdRule.Apply(evidence)), 1))
        {
            Smooth = (scores, evidence) => Smoothing.NthHighest(TrailingMean.Of(scores, Math.Min(evidence.AggregateWindows, HealthMonitor.FewestScores)), 5, 10),
        },
        new("ewma", "The default with an exponential mean of the same centre of mass in place of the trailing mean.", evidence => OfOne(ThresholdRule.Apply(evidence)))
        {
            Smooth = (scores, evidence) => Smoothing.Exponential(scores, evidence.AggregateWindows),
        },
        new("offset", "The default; limits follow the installation by up to one spread.", Offset),
        new("offset-scale", "The same, and scores stretched to spread as those trained on.", Offset) { Scales = true },
    ];

    private static IReadOnlyList<HeldOutBlock> ByRun(CalibrationEvidence evidence)
    {
        return evidence.CrossFit.ByRun.Count == 0 ? evidence.CrossFit.ByBlock : evidence.CrossFit.ByRun;
    }

    private static IReadOnlyList<double[]> Means(IReadOnlyList<HeldOutBlock> blocks) => [.. blocks.SelectMany(block => block.Means)];

    private static Thresholds Quantiles(CalibrationEvidence evidence, IReadOnlyList<double[]> means)
    {
        double Of(double share) => Quantile.Of(means.SelectMany(stretch => stretch), share);
        return ThresholdRule.Apply(evidence, Of(WarningShare), Of(AlarmShare));
    }

    private static Thresholds Tail(CalibrationEvidence evidence, IReadOnlyList<HeldOutBlock> blocks)
    {
        int hold = ThresholdRule.Apply(evidence).AlarmHoldWindows;
        IReadOnlyList<double[]> held = [.. Means(blocks).Select(means => HeldMean.Of(means, hold))];
        return Levels(evidence, AlarmTail.Of(held, evidence.AggregateWindows + hold, HealthyReach.IdealDeviation(evidence) / 2));
    }

    private static Thresholds RobustTail(CalibrationEvidence evidence)
    {
        var usual = ThresholdRule.Apply(evidence);
        var tail = Levels(evidence, AlarmTail.Of(evidence, usual.AlarmHoldWindows));
        return ThresholdRule.Apply(evidence, ScoreBits.Of(Math.Max(usual.WarningScore, tail.WarningScore)), ScoreBits.Of(Math.Max(usual.AlarmScore, tail.AlarmScore)));
    }

    private static Thresholds Levels(CalibrationEvidence evidence, AlarmTail tail)
    {
        double windowsPerMonth = CalibrationPromise.DaysPerMonth * 86_400 / evidence.HopSeconds;
        return ThresholdRule.Apply(evidence, tail.LevelOf(WarningsPerMonth / windowsPerMonth), tail.LevelOf(AlarmsPerMonth / windowsPerMonth));
    }

    private static Thresholds WithinSpread(CalibrationEvidence evidence)
    {
        var healthy = HealthyReach.Of(evidence);
        var limits = ThresholdRule.Apply(evidence, healthy.Reach + (3 * healthy.Within), healthy.Reach + (5 * healthy.Within));
        limits.WarningHoldWindows = Math.Max(3, (int)Math.Ceiling(2 / evidence.HopSeconds));
        limits.AlarmHoldWindows = Math.Max(5, (int)Math.Ceiling(5 / evidence.HopSeconds));
        return limits;
    }

    private static Thresholds Offset(CalibrationEvidence evidence)
    {
        var limits = ThresholdRule.Apply(evidence, HealthyReach.Of(evidence).Spread);
        limits.BaselineWindows = OffsetWindows;
        return limits;
    }

    private static Thresholds OfOne(Thresholds limits)
    {
        limits.AggregateWindows = 1;
        return limits;
    }

    private static Thresholds Hold(Thresholds limits, int windows)
    {
        limits.WarningHoldWindows = windows;
        limits.AlarmHoldWindows = windows;
        return limits;
    }
}
