using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

public class MagnitudeJudgeTests
{
    /// <summary>So long is a window: four make a figure, ten figures hold a limit, thirty clear it.</summary>
    private const int WindowMs = 250;

    [Fact]
    public void A_temperature_must_reach_its_limit_for_ten_seconds_and_leave_it_by_two_degrees_for_thirty()
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits { TemperatureWarningCentiC = 7000, TemperatureAlarmCentiC = 8000 });
        Take(judge, 9, 10, 7000);
        Assert.Equal(HealthState.Healthy, judge.State);
        Take(judge, 1, 10, 7000);
        AssertCause(judge, HealthState.Warning, StateCause.Temperature, StateCause.NoAxis, 7000, 7000);
        Take(judge, 10, 10, 8100);
        AssertCause(judge, HealthState.Alarm, StateCause.Temperature, StateCause.NoAxis, 8100, 8000);
        Take(judge, 100, 10, 7800);
        Assert.Equal(HealthState.Alarm, judge.State);
        Take(judge, 30, 10, 7799);
        AssertCause(judge, HealthState.Warning, StateCause.Temperature, StateCause.NoAxis, 7799, 7000);
        Take(judge, 29, 10, 6799);
        Assert.Equal(HealthState.Warning, judge.State);
        Take(judge, 1, 10, 6799);
        Assert.Equal((HealthState.Healthy, StateCause.None), (judge.State, judge.Cause.Kind));
    }

    [Fact]
    public void A_short_peak_is_no_warning()
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits { TemperatureWarningCentiC = 7000, AccelerationWarningMilliG = 100 });
        for (int round = 0; round < 5; round++)
        {
            Take(judge, 9, 500, 9000);
            Take(judge, 1, 10, 2000);
        }

        Assert.Equal(HealthState.Healthy, judge.State);
    }

    [Fact]
    public void Acceleration_is_judged_where_velocity_is_not_and_says_so()
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits { AccelerationWarningMilliG = 100, AccelerationAlarmMilliG = 200, MachineGroup = 1 }, velocity: false);
        Take(judge, 10, 150, 2000);
        AssertCause(judge, HealthState.Warning, StateCause.Acceleration, 1, 150, 100);
        Assert.Equal(VibrationZone.None, judge.Zone);
    }

    [Theory]
    [InlineData(279, VibrationZone.B, HealthState.Healthy)]
    [InlineData(280, VibrationZone.C, HealthState.Warning)]
    [InlineData(449, VibrationZone.C, HealthState.Warning)]
    [InlineData(450, VibrationZone.D, HealthState.Alarm)]
    public void Velocity_is_judged_by_the_zones_and_acceleration_then_is_not(int velocity, int zone, int state)
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits { AccelerationWarningMilliG = 1, AccelerationAlarmMilliG = 1, MachineGroup = 2 });
        for (int figure = 0; figure < 10; figure++)
        {
            Take(judge, 1, 5000, 2000);
            judge.TakeVelocity([10, 20, velocity]);
        }

        Assert.Equal((zone, state), (judge.Zone, judge.State));
        if (state != HealthState.Healthy)
        {
            AssertCause(judge, state, StateCause.Velocity, 2, velocity, state == HealthState.Alarm ? 450 : 280);
        }
    }

    [Fact]
    public void Without_limits_nothing_is_wrong()
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits(), velocity: false);
        Take(judge, 1000, 65_535, 32_767);
        Assert.Equal(HealthState.Healthy, judge.State);
    }

    [Fact]
    public void An_alarm_limit_works_without_a_warning_limit()
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits { TemperatureAlarmCentiC = 8000 });
        Take(judge, 10, 0, 8000);
        Assert.Equal(HealthState.Alarm, judge.State);
        Take(judge, 29, 0, 7000);
        Assert.Equal(HealthState.Alarm, judge.State);
        Take(judge, 1, 0, 7000);
        Assert.Equal(HealthState.Healthy, judge.State);
    }

    [Fact]
    public void A_failed_accelerometer_ends_what_it_said_but_not_the_temperature()
    {
        MagnitudeJudge judge = Create(new MagnitudeLimits { TemperatureWarningCentiC = 7000, MachineGroup = 1 });
        for (int figure = 0; figure < 10; figure++)
        {
            Take(judge, 1, 10, 7000);
            judge.TakeVelocity([2000, 0, 0]);
        }

        AssertCause(judge, HealthState.Alarm, StateCause.Velocity, 0, 2000, 710);
        judge.Fault();
        Assert.Equal((HealthState.Warning, VibrationZone.None), (judge.State, judge.Zone));
    }

    [Fact]
    public void What_it_knows_outlives_deep_sleep()
    {
        MagnitudeLimits limits = new() { TemperatureWarningCentiC = 7000, AccelerationAlarmMilliG = 100 };
        MagnitudeJudge before = Create(limits);
        Take(before, 9, 500, 7000);
        PayloadWriter writer = new(MagnitudeJudge.SavedLength);
        before.Save(writer);
        byte[] saved = writer.ToArray();
        Assert.Equal(MagnitudeJudge.SavedLength, saved.Length);

        MagnitudeJudge after = Create(limits);
        PayloadReader reader = new("saved", saved, 0);
        after.Load(reader);
        reader.End();
        Take(after, 1, 500, 7000);
        AssertCause(after, HealthState.Alarm, StateCause.Acceleration, 1, 500, 100);
    }

    [Fact]
    public void A_figure_goes_on_over_deep_sleep()
    {
        MagnitudeLimits limits = new() { AccelerationAlarmMilliG = 100 };
        MagnitudeJudge judge = Create(limits);
        for (int window = 0; window < 40; window++)
        {
            Assert.Equal(HealthState.Healthy, judge.State);
            judge.Take([0, 500, 1], true, 7000);
            PayloadWriter writer = new(MagnitudeJudge.SavedLength);
            judge.Save(writer);
            judge = Create(limits);
            judge.Load(new PayloadReader("saved", writer.ToArray(), 0));
        }

        AssertCause(judge, HealthState.Alarm, StateCause.Acceleration, 1, 500, 100);
    }

    [Theory]
    [InlineData(1, false, 230, 450, 710)]
    [InlineData(1, true, 350, 710, 1100)]
    [InlineData(2, false, 140, 280, 450)]
    [InlineData(2, true, 230, 450, 710)]
    public void Zones_are_those_of_the_standard(int group, bool flexible, int b, int c, int d)
    {
        int[] starts = [0, b, c, d];
        for (int zone = VibrationZone.A; zone <= VibrationZone.D; zone++)
        {
            int start = starts[zone - 1];
            Assert.Equal(start, VibrationZone.Start(group, flexible, zone));
            Assert.Equal(zone, VibrationZone.Of(start, group, flexible));
            Assert.Equal(Math.Max(zone - 1, VibrationZone.A), VibrationZone.Of(start - 1, group, flexible));
        }
    }

    [Theory]
    [InlineData(HealthState.NoModel, HealthState.Healthy, HealthState.NoModel)]
    [InlineData(HealthState.NoModel, HealthState.Alarm, HealthState.Alarm)]
    [InlineData(HealthState.Initializing, HealthState.Warning, HealthState.Warning)]
    [InlineData(HealthState.Healthy, HealthState.Warning, HealthState.Warning)]
    [InlineData(HealthState.Alarm, HealthState.Warning, HealthState.Alarm)]
    [InlineData(HealthState.Warning, HealthState.Alarm, HealthState.Alarm)]
    [InlineData(HealthState.Stopped, HealthState.Healthy, HealthState.Stopped)]
    [InlineData(HealthState.Stopped, HealthState.Alarm, HealthState.Alarm)]
    [InlineData(HealthState.SensorFault, HealthState.Alarm, HealthState.SensorFault)]
    public void The_worse_judgement_is_the_state_but_a_sensor_fault_comes_first(int model, int magnitude, int joint)
    {
        Assert.Equal(joint, JointState.Of(model, magnitude));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(970_000, false)]
    [InlineData(969_999, true)]
    [InlineData(1_030_000, false)]
    [InlineData(1_030_001, true)]
    public void A_rate_is_off_beyond_three_percent(int measured, bool off)
    {
        Assert.Equal(off, NodeFinding.IsRateOff(1_000_000, measured));
    }

    private static MagnitudeJudge Create(MagnitudeLimits limits, bool velocity = true) => new(limits, velocity, 3, WindowMs);

    private static void Take(MagnitudeJudge judge, int figures, int rmsMilliG, int temperatureCentiC)
    {
        for (int window = 0; window < 4 * figures; window++)
        {
            judge.Take([0, rmsMilliG, 1], true, temperatureCentiC);
        }
    }

    private static void AssertCause(MagnitudeJudge judge, int state, int kind, int axis, int value, int limit)
    {
        Assert.Equal((state, kind, axis, value, limit), (judge.State, judge.Cause.Kind, judge.Cause.Axis, judge.Cause.Value, judge.Cause.Limit));
    }
}
