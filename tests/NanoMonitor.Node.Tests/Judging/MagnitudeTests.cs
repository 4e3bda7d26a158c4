using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Judging;

/// <summary>The threshold judgement on a node that has no model.</summary>
public class MagnitudeTests
{
    [Fact]
    public async Task A_hot_machine_raises_an_alarm_that_names_temperature_and_limit_and_ends_when_it_cools()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.TemperatureWarningCentiC = 7000;
        configuration.TemperatureAlarmCentiC = 8000;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.AwaitState(HealthState.NoModel);
        rig.Machine.Temperature = 85;
        HealthEvent alarm = AwaitEvent(rig, HealthState.Alarm);
        Assert.Equal((StateCause.Temperature, StateCause.NoAxis, 8000), (alarm.Cause.Kind, alarm.Cause.Axis, alarm.Cause.Limit));
        Assert.InRange(alarm.Cause.Value, 8400, 8600);
        rig.Forget();
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.Equal((HealthState.Alarm, HealthState.Alarm, HealthState.NoModel), (telemetry.State, telemetry.MagnitudeState, telemetry.ModelState));
        Assert.Equal(StateCause.Temperature, telemetry.Cause.Kind);
        rig.Machine.Temperature = 40;
        Assert.Equal(StateCause.None, AwaitEvent(rig, HealthState.NoModel).Cause.Kind);
    }

    [Fact]
    public async Task Velocity_is_judged_by_the_zones_where_the_rate_allows()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.SampleRateHz = 4000;
        configuration.MachineGroup = 2;
        configuration.AccelerationAlarmMilliG = 1;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        (rig.Machine.ToneG, rig.Machine.NoiseG) = (0.5, 0.01);
        rig.Advance(25);
        rig.Forget();

        // A tone at a twentieth of the rate, 200 Hz.
        double expected = 0.5 * 9806.65 / (Math.Tau * 200) / Math.Sqrt(2) * 100;
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.All(telemetry.VelocityCentiMmS, axis => Assert.InRange(axis, expected * 0.96, expected * 1.04));
        Assert.Equal((VibrationZone.B, HealthState.NoModel), (telemetry.Zone, telemetry.State));

        rig.Machine.ToneG = 1;
        HealthEvent alarm = AwaitEvent(rig, HealthState.Alarm);
        Assert.Equal((StateCause.Velocity, 450), (alarm.Cause.Kind, alarm.Cause.Limit));
        Assert.InRange(alarm.Cause.Axis, 0, 2);
        Assert.InRange(alarm.Cause.Value, 2 * expected * 0.96, 2 * expected * 1.04);
    }

    [Fact]
    public async Task Elsewhere_acceleration_is_judged_and_says_so()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.MachineGroup = 2;
        configuration.AccelerationWarningMilliG = 400;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.AwaitState(HealthState.NoModel);
        rig.Machine.FaultG = 1;
        HealthEvent warning = AwaitEvent(rig, HealthState.Warning);
        Assert.Equal((StateCause.Acceleration, 400), (warning.Cause.Kind, warning.Cause.Limit));
        Assert.InRange(warning.Cause.Value, 650, 800);
        rig.Forget();
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.Equal([VelocityMeter.None, VelocityMeter.None, VelocityMeter.None], telemetry.VelocityCentiMmS);
        Assert.Equal(0, telemetry.Zone);
    }

    [Fact]
    public async Task A_machine_that_stands_is_known_without_a_model()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.StoppedRmsMilliG = 30;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.AwaitState(HealthState.NoModel);
        (rig.Machine.ToneG, rig.Machine.NoiseG) = (0, 0.005);
        HealthEvent stopped = AwaitEvent(rig, HealthState.Stopped);
        Assert.Equal((StateCause.Standstill, 30), (stopped.Cause.Kind, stopped.Cause.Limit));
        Assert.InRange(stopped.Cause.Value, 1, 29);
        (rig.Machine.ToneG, rig.Machine.NoiseG) = (0.2, 0.05);
        AwaitEvent(rig, HealthState.NoModel);
    }

    [Fact]
    public async Task A_dead_accelerometer_is_a_fault_that_says_how_it_answers()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.AwaitState(HealthState.NoModel);
        rig.Node.Accelerometer.Bus.Absent = true;
        HealthEvent fault = AwaitEvent(rig, HealthState.SensorFault);
        Assert.Equal(StateCause.SensorStatus, fault.Cause.Kind);
        Assert.True(fault.Cause.Value is Sensors.SensorStatus.BusError or Sensors.SensorStatus.Absent);
        rig.Node.Accelerometer.Bus.Absent = false;
        AwaitEvent(rig, HealthState.NoModel);
    }

    private static HealthEvent AwaitEvent(NodeRig rig, int state)
    {
        rig.Forget();
        return HealthEvent.Decode(rig.Await(Topics.Event, heard => HealthEvent.Decode(heard.Payload).State == state, seconds: 90).Payload);
    }
}
