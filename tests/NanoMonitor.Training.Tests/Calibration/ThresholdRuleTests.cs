using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

public class ThresholdRuleTests
{
    // Each block has the standard deviation 0.5; the interquartile range of their medians is 2.
    private static readonly HeldOutBlock[] Blocks = [.. new[] { 1.0, 2, 3, 4, 100 }.Select(top => Evidence.Block(0, top - 1, top))];

    [Fact]
    public void Warning_and_alarm_lie_some_spreads_above_the_reach_of_most_blocks()
    {
        double spread = 0.5 * Math.Sqrt(2);
        var thresholds = ThresholdRule.Apply(Evidence.Of(Blocks, least: -1.5, own: [-0.5, -0.5, -0.5, -0.5, 0.5]));
        Assert.Equal(4096 * (4 + (3 * spread)), thresholds.WarningScore, 0.5);
        Assert.Equal(4096 * (4 + (3.5 * spread)), thresholds.AlarmScore, 0.5);
        Assert.Equal(4096 * spread / 2, thresholds.Hysteresis, 0.5);
        Assert.Equal(-4096, thresholds.LowScore);
        Assert.Equal((thresholds.LowScore, thresholds.AlarmScore), (thresholds.CalibrationLow, thresholds.CalibrationHigh));
        Assert.Equal(10, thresholds.StoppedRmsMilliG);
        Assert.Equal((4, 5, 5, 5), (thresholds.AggregateWindows, thresholds.WarningHoldWindows, thresholds.AlarmHoldWindows, thresholds.ClearHoldWindows));
    }

    [Fact]
    public void A_left_out_run_that_goes_further_raises_them()
    {
        HeldOutBlock[] byRun = [Evidence.Block(0, 5, 6), Evidence.Block(1, 8, 9), Evidence.Block(2, 900, 901)];
        Assert.Equal(9, HealthyReach.Of(Evidence.Of(Blocks, byRun)).Reach);
        Assert.Equal(4, HealthyReach.Of(Evidence.Of(Blocks)).Reach);
    }

    [Fact]
    public void What_lies_between_blocks_counts_as_far_as_what_lies_within_them()
    {
        HeldOutBlock[] alike = [.. Enumerable.Range(0, 5).Select(_ => Evidence.Block(0, 0, 1))];
        HeldOutBlock[] apart = [.. Enumerable.Range(0, 5).Select(block => Evidence.Block(0, block / 10.0, (block / 10.0) + 1))];
        Assert.Equal(0.5, HealthyReach.Of(Evidence.Of(alike)).Spread, 6);
        Assert.Equal(Math.Sqrt(0.25 + Math.Pow(0.2 / 1.349, 2)), HealthyReach.Of(Evidence.Of(apart)).Spread, 6);
        Assert.Equal(0.5 * Math.Sqrt(2), HealthyReach.Of(Evidence.Of(Blocks)).Spread, 6);
    }

    [Fact]
    public void Few_windows_do_not_make_the_spread_vanish()
    {
        var healthy = HealthyReach.Of(Evidence.Of([Evidence.Block(0, 1, 1), Evidence.Block(0, 1, 1)]));
        Assert.Equal(0.5 / Math.Log(2) * Math.Sqrt(2.0 / (54 * 4)), healthy.Within, 6);
        var fast = FeatureSpec.CreateDefault(0, 8, 4096, 6_400_000);
        Assert.Equal(0.04, HealthyReach.Of(Evidence.Of([Evidence.Block(0, 1, 1), Evidence.Block(0, 1, 1)], spec: fast)).Spread);
    }

    [Fact]
    public void Hold_times_are_seconds_but_no_longer_than_a_snapshot_of_a_fast_sensor()
    {
        Assert.Equal((20, 16, 16, 20), Holds(1_000_000));
        Assert.Equal((125, 16, 16, 125), Holds(6_400_000));
        Assert.Equal((1, 5, 5, 5), Holds(25_000));

        static (int, int, int, int) Holds(int sampleRateMilliHz)
        {
            var thresholds = ThresholdRule.Apply(Evidence.Of(Blocks, spec: FeatureSpec.CreateDefault(0, 8, 4096, sampleRateMilliHz)));
            return (thresholds.AggregateWindows, thresholds.WarningHoldWindows, thresholds.AlarmHoldWindows, thresholds.ClearHoldWindows);
        }
    }

    [Fact]
    public void What_a_node_learns_of_its_installation_has_limits()
    {
        var thresholds = ThresholdRule.Apply(Evidence.Of(Blocks, bandSpread: 100), offsetLimitBits: 0.25);
        Assert.Equal(1024, thresholds.OffsetLimit);
        Assert.Equal((thresholds.WarningScore - thresholds.CentreScore) / 2, thresholds.ScoreDriftLimit);
        Assert.Equal((234, 200), (thresholds.BaselineWindows, thresholds.BandDriftLimit));
        Assert.Equal(128, ThresholdRule.Apply(Evidence.Of(Blocks)).BandDriftLimit);
        Assert.Equal(0, ThresholdRule.Apply(Evidence.Of(Blocks)).OffsetLimit);
    }

    [Fact]
    public void Limits_from_elsewhere_stay_in_order()
    {
        var thresholds = ThresholdRule.Apply(Evidence.Of(Blocks), warningBits: -100, alarmBits: -200);
        Assert.Equal((thresholds.LowScore + 1, thresholds.LowScore + 1), (thresholds.WarningScore, thresholds.AlarmScore));
    }
}
