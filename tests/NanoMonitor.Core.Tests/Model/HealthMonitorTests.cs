using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

public class HealthMonitorTests
{
    private const int Running = 100;

    private static Thresholds Limits() => new()
    {
        AggregateWindows = 4,
        WarningScore = 1000,
        AlarmScore = 2000,
        LowScore = -1000,
        Hysteresis = 100,
        WarningHoldWindows = 2,
        AlarmHoldWindows = 3,
        ClearHoldWindows = 4,
        StoppedRmsMilliG = 10,
    };

    [Fact]
    public void Is_initializing_until_the_first_full_mean()
    {
        var monitor = new HealthMonitor(Limits());
        Assert.Equal([0, 0, 0, HealthState.Healthy], Feed(monitor, 0, 4));
    }

    [Fact]
    public void A_long_mean_is_judged_as_soon_as_it_stands_on_enough_windows()
    {
        var limits = Limits();
        limits.AggregateWindows = 79;
        var monitor = new HealthMonitor(limits);
        int[] states = Feed(monitor, 1200, 100);
        Assert.Equal(HealthState.Initializing, states[HealthMonitor.FewestScores - 2]);
        Assert.Equal(HealthState.Healthy, states[HealthMonitor.FewestScores - 1]);
        Assert.Equal(HealthState.Warning, states[HealthMonitor.FewestScores]);
        Feed(monitor, 0, 78);
        Assert.Equal(1200 / 79, monitor.MeanScore);
    }

    [Fact]
    public void Pointwise_standstill_ends_with_the_first_window_that_moves()
    {
        var monitor = Healthy();
        monitor.Judge(0, false, 9);
        Assert.Equal((HealthState.Healthy, HealthState.Stopped), (monitor.State, monitor.PointwiseState));
        monitor.Judge(0, false, Running);
        Assert.Equal((HealthState.Healthy, HealthState.Initializing), (monitor.State, monitor.PointwiseState));
        Feed(monitor, 1200, 3);
        Assert.Equal((HealthState.Healthy, HealthState.Healthy), (monitor.State, monitor.PointwiseState));
        Feed(monitor, 1200, 1);
        Assert.Equal((HealthState.Healthy, HealthState.Warning), (monitor.State, monitor.PointwiseState));
    }

    [Fact]
    public void Without_thresholds_there_is_no_model()
    {
        var monitor = new HealthMonitor(null);
        Assert.Equal(HealthState.NoModel, monitor.State);
        Assert.Equal([HealthState.NoModel, HealthState.NoModel], Feed(monitor, 99999, 2));
    }

    [Fact]
    public void Warns_only_after_the_hold_time_of_the_mean()
    {
        var monitor = Healthy();
        // Means 300, 600, 900, 1200, 1200: the fourth and fifth reach the threshold.
        Assert.Equal([1, 1, 1, 1, HealthState.Warning], Feed(monitor, 1200, 5));
    }

    [Fact]
    public void A_burst_that_reaches_the_mean_for_less_than_the_hold_time_raises_nothing()
    {
        var monitor = Healthy();
        // Means 500, 1250, 750, 750, 0.
        Assert.Equal([1, 1], [monitor.Judge(2000, false, Running), monitor.Judge(3000, false, Running)]);
        Assert.Equal([1, 1, 1, 1], [monitor.Judge(-2000, false, Running), .. Feed(monitor, 0, 3)]);
    }

    [Fact]
    public void Alarms_after_its_own_hold_time_and_comes_back_through_warning()
    {
        var monitor = Healthy();
        Assert.Contains(HealthState.Warning, Feed(monitor, 3000, 4));
        Assert.Equal(HealthState.Alarm, Feed(monitor, 3000, 4)[^1]);
        Assert.Equal(HealthState.Warning, Feed(monitor, 1500, 9)[^1]);
        Assert.Equal(HealthState.Healthy, Feed(monitor, 0, 9)[^1]);
    }

    [Fact]
    public void Scores_within_the_hysteresis_do_not_end_a_warning()
    {
        var monitor = Healthy();
        Feed(monitor, 1200, 6);
        Assert.Equal(HealthState.Warning, Feed(monitor, 950, 40)[^1]);
        Assert.Equal(HealthState.Healthy, Feed(monitor, 850, 12)[^1]);
    }

    [Fact]
    public void Scores_too_good_to_be_true_are_a_sensor_fault()
    {
        var monitor = Healthy();
        Assert.Equal(HealthState.SensorFault, Feed(monitor, -3000, 8)[^1]);
        Assert.Equal(HealthState.Healthy, Feed(monitor, 0, 8)[^1]);
    }

    [Fact]
    public void A_flat_signal_is_a_sensor_fault_and_movement_starts_anew()
    {
        var monitor = Healthy();
        for (var i = 0; i < HealthMonitor.FlatHoldWindows; i++)
        {
            Assert.NotEqual(HealthState.SensorFault, monitor.State);
            monitor.Judge(0, true, 0);
        }

        Assert.Equal(HealthState.SensorFault, monitor.State);
        Assert.Equal([HealthState.Initializing, 0, 0, HealthState.Healthy], Feed(monitor, 0, 4));
    }

    [Fact]
    public void A_machine_at_rest_is_stopped_and_not_judged()
    {
        var monitor = Healthy();
        for (var i = 0; i < 4; i++)
        {
            monitor.Judge(50000, false, 3);
        }

        Assert.Equal(HealthState.Stopped, monitor.State);
        Assert.Equal([HealthState.Initializing, 0, 0, HealthState.Healthy], Feed(monitor, 0, 4));
    }

    [Fact]
    public void A_gap_starts_the_mean_anew_and_keeps_the_state()
    {
        var monitor = Healthy();
        Feed(monitor, 3000, 8);
        monitor.Void();
        Assert.False(monitor.HasMean);
        Assert.Equal(HealthState.Alarm, Feed(monitor, 0, 3)[^1]);
        Assert.Equal(HealthState.Healthy, Feed(monitor, 0, 8)[^1]);
    }

    [Fact]
    public void Extreme_scores_do_not_overflow_the_mean()
    {
        var monitor = new HealthMonitor(Limits());
        Feed(monitor, int.MaxValue, 9);
        Assert.Equal(int.MaxValue, monitor.MeanScore);
    }

    private static HealthMonitor Healthy()
    {
        var monitor = new HealthMonitor(Limits());
        Feed(monitor, 0, 4);
        Assert.Equal(HealthState.Healthy, monitor.State);
        return monitor;
    }

    private static int[] Feed(HealthMonitor monitor, int score, int windows)
    {
        return [.. Enumerable.Range(0, windows).Select(_ => monitor.Judge(score, false, Running))];
    }
}
