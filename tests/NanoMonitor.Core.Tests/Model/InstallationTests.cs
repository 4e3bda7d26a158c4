using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

/// <summary>What a monitor makes of an installation whose scores lie elsewhere than those trained on.</summary>
public class InstallationTests
{
    private static Thresholds Limits() => new()
    {
        AggregateWindows = 2,
        WarningScore = 1000,
        AlarmScore = 2000,
        LowScore = -1000,
        WarningHoldWindows = 2,
        AlarmHoldWindows = 2,
        ClearHoldWindows = 2,
        BaselineWindows = 20,
        CentreScore = 500,
        OffsetLimit = 300,
    };

    [Fact]
    public void Its_limits_follow_what_it_learned()
    {
        HealthMonitor monitor = new(Limits());
        Assert.Equal(HealthState.Healthy, Feed(monitor, 700, 21));
        Assert.Equal(200, monitor.Baseline.Offset);
        Assert.Equal(HealthState.Healthy, Feed(monitor, 1190, 50));
        Assert.Equal(HealthState.Warning, Feed(monitor, 1210, 5));
        Assert.Equal(HealthState.Alarm, Feed(monitor, 2210, 5));
    }

    [Fact]
    public void A_quieter_one_is_watched_more_closely()
    {
        HealthMonitor monitor = new(Limits());
        Feed(monitor, 400, 21);
        Assert.Equal(HealthState.Warning, Feed(monitor, 910, 5));
    }

    [Fact]
    public void Nothing_is_learned_from_the_first_window_of_a_warning_on()
    {
        HealthMonitor monitor = new(Limits());
        Feed(monitor, 500, 10);
        monitor.Judge(1600, false, 100);
        Assert.Equal((HealthState.Healthy, HealthState.Warning, false), (monitor.State, monitor.PointwiseState, monitor.MayLearn));
        Feed(monitor, 1600, 1000);
        Assert.True(monitor.Baseline.IsLearning);
        Feed(monitor, 500, 14);
        Assert.Equal((false, 0), (monitor.Baseline.IsLearning, monitor.Baseline.Offset));
    }

    [Fact]
    public void A_lasting_fault_never_becomes_normal()
    {
        HealthMonitor monitor = new(Limits());
        Assert.Equal(HealthState.Alarm, Feed(monitor, 2500, 100_000));
        Assert.Equal(0, monitor.Baseline.Offset);
        HealthMonitor learned = new(Limits());
        Feed(learned, 700, 30);
        Assert.Equal(HealthState.Alarm, Feed(learned, 2500, 100_000));
        Assert.Equal(200, learned.Baseline.Offset);
    }

    [Fact]
    public void Even_one_installed_just_below_the_warning_moves_the_limits_no_further_than_the_table_allows()
    {
        HealthMonitor monitor = new(Limits());
        Feed(monitor, 999, 30);
        Assert.Equal(300, monitor.Baseline.Offset);
    }

    [Fact]
    public void What_is_too_good_to_be_real_does_not_move()
    {
        HealthMonitor monitor = new(Limits());
        Feed(monitor, 700, 30);
        Assert.Equal(HealthState.SensorFault, Feed(monitor, -1001, 5));
    }

    [Fact]
    public void Standstill_and_gaps_teach_nothing()
    {
        Thresholds limits = Limits();
        limits.StoppedRmsMilliG = 10;
        HealthMonitor monitor = new(limits);
        for (int i = 0; i < 100; i++)
        {
            monitor.Judge(700, false, 5);
            Assert.False(monitor.MayLearn);
            monitor.Void();
            monitor.Judge(700, false, 100);
            Assert.False(monitor.MayLearn);
        }

        Assert.True(monitor.Baseline.IsLearning);
    }

    [Fact]
    public void A_restart_forgets_the_state_and_not_what_was_learned()
    {
        HealthMonitor monitor = new(Limits());
        Feed(monitor, 700, 30);
        Assert.Equal(HealthState.Alarm, Feed(monitor, 2500, 5));
        monitor.Restart();
        Assert.Equal((HealthState.Initializing, HealthState.Initializing, false, 200), (monitor.State, monitor.PointwiseState, monitor.HasMean, monitor.Baseline.Offset));
        Assert.Equal(HealthState.Healthy, Feed(monitor, 1190, 5));
    }

    private static int Feed(HealthMonitor monitor, int score, int windows)
    {
        for (int i = 0; i < windows; i++)
        {
            monitor.Judge(score, false, 100);
        }

        return monitor.State;
    }
}
