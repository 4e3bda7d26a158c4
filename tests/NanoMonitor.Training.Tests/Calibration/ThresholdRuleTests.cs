using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

public class ThresholdRuleTests
{
    // Each block has the standard deviation 0.5.
    private static readonly HeldOutBlock[] Blocks = [.. new[] { 1.0, 2, 3, 4, 100 }.Select(top => new HeldOutBlock(0, [top - 1, top]))];

    [Fact]
    public void Warning_and_alarm_lie_some_spreads_above_the_reach_of_most_blocks()
    {
        var thresholds = ThresholdRule.Apply(SyntheticFeatures.ThreeAxes, new CrossFit(Blocks, []), [-0.5, 0.5], -1.5, [40, 48, 44]);
        Assert.Equal(4096 * (4 + 1.5), thresholds.WarningScore);
        Assert.Equal(4096 * (4 + 2.5), thresholds.AlarmScore);
        Assert.Equal(4096 / 4, thresholds.Hysteresis);
        Assert.Equal(-4096, thresholds.LowScore);
        Assert.Equal((thresholds.LowScore, thresholds.AlarmScore), (thresholds.CalibrationLow, thresholds.CalibrationHigh));
        Assert.Equal(10, thresholds.StoppedRmsMilliG);
        Assert.Equal((4, 3, 5, 5), (thresholds.AggregateWindows, thresholds.WarningHoldWindows, thresholds.AlarmHoldWindows, thresholds.ClearHoldWindows));
    }

    [Fact]
    public void A_left_out_run_that_goes_further_raises_them()
    {
        HeldOutBlock[] byRun = [new(0, [5, 6]), new(1, [8, 9]), new(2, [900, 901])];
        var thresholds = ThresholdRule.Apply(SyntheticFeatures.ThreeAxes, new CrossFit(Blocks, byRun), [0], -1, [40]);
        Assert.Equal(4096 * (9 + 1.5), thresholds.WarningScore);
    }

    [Fact]
    public void Few_windows_do_not_make_the_spread_vanish()
    {
        HeldOutBlock[] alike = [new(0, [1, 1]), new(0, [1, 1])];
        var thresholds = ThresholdRule.Apply(SyntheticFeatures.ThreeAxes, new CrossFit(alike, []), [0], -1, [40]);
        double ideal = 0.5 / Math.Log(2) * Math.Sqrt(2.0 / (54 * 4));
        Assert.Equal(4096 * (1 + (3 * ideal)), thresholds.WarningScore, 0.5);
    }

    [Fact]
    public void Hold_times_are_seconds_where_windows_are_short()
    {
        var fast = Core.Signal.FeatureSpec.CreateDefault(0, 8, 4096, 6_400_000);
        var thresholds = ThresholdRule.Apply(fast, new CrossFit(Blocks, []), [0], -1, [40]);
        Assert.Equal((125, 50, 125, 125), (thresholds.AggregateWindows, thresholds.WarningHoldWindows, thresholds.AlarmHoldWindows, thresholds.ClearHoldWindows));
    }
}
