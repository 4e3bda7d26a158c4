using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Judging;

public class AnomalyTests
{
    [Fact]
    public async Task Flags_a_fault_blames_the_bands_it_is_in_and_calms_down_after_the_repair()
    {
        await using NodeRig rig = await StartTrained();
        rig.Advance(60);
        Assert.DoesNotContain(rig.All(Topics.Event), message => HealthEvent.Decode(message.Payload).State is HealthState.Warning or HealthState.Alarm);

        rig.Forget();
        rig.Machine.FaultG = 1;
        rig.AwaitState(HealthState.Alarm);
        Heard message = rig.Await(Topics.Event, heard => HealthEvent.Decode(heard.Payload).State == HealthState.Alarm);
        Assert.True(HealthEvent.IsAuthentic(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName, message.Payload));
        HealthEvent alarm = HealthEvent.Decode(message.Payload);
        Assert.InRange(alarm.MeanScore, 4 << 12, int.MaxValue);
        Assert.Equal(1, alarm.Generation);

        // 200 Hz of 1000: bin 51, at the edge of bands 12 and 13.
        Assert.All(alarm.BlamedFeatures, feature => Assert.Matches("^[xyz].band1[23]$", rig.Spec.FeatureName(feature)));
        Assert.Equal(alarm.BlamedExcess.OrderDescending(), alarm.BlamedExcess);

        rig.Forget();
        rig.Machine.FaultG = 0;
        rig.AwaitState(HealthState.Healthy);
        HealthEvent last = HealthEvent.Decode(rig.Await(Topics.Event, heard => HealthEvent.Decode(heard.Payload).State == HealthState.Healthy).Payload);
        Assert.True(last.Sequence > alarm.Sequence);
    }

    [Fact]
    public async Task Tells_a_stopped_machine_from_a_sick_one()
    {
        await using NodeRig rig = await StartTrained(stoppedRmsMilliG: 30);
        rig.Forget();
        (rig.Machine.ToneG, rig.Machine.NoiseG) = (0, 0);
        rig.AwaitState(HealthState.Stopped);
        (rig.Machine.ToneG, rig.Machine.NoiseG) = (0.2, 0.05);
        rig.AwaitState(HealthState.Healthy);
        Assert.DoesNotContain(rig.All(Topics.Event), message => HealthEvent.Decode(message.Payload).State is HealthState.Warning or HealthState.Alarm);
    }

    [Fact]
    public async Task Events_survive_an_outage_and_a_power_cut_in_it()
    {
        await using NodeRig rig = await StartTrained();
        rig.Board.Network.Online = false;
        rig.Machine.FaultG = 1;
        double faultAt = rig.NowSeconds;
        rig.Advance(30);
        rig.Board.PowerCut();
        rig.Forget();
        rig.Machine.FaultG = 0;
        rig.Node.Start();
        rig.Advance(30);
        rig.Board.Network.Online = true;
        rig.Await(Topics.Event, message => HealthEvent.Decode(message.Payload) is { State: HealthState.Healthy, BootId: 2 }, seconds: 200);

        HealthEvent[] events = [.. rig.All(Topics.Event).Select(message => HealthEvent.Decode(message.Payload))];
        HealthEvent alarm = Assert.Single(events, each => each.State == HealthState.Alarm);
        Assert.Equal(1, alarm.BootId);
        Assert.InRange(alarm.UptimeMs, faultAt * 1000, (faultAt + 30) * 1000);
        Assert.Equal(events.OrderBy(each => each.BootId).ThenBy(each => each.Sequence), events);
        Assert.Equal(events.Length, events.Select(each => (each.BootId, each.Sequence)).Distinct().Count());
        rig.Forget();
        Assert.Equal((0, 0), Pending(Telemetry.Decode(rig.Await(Topics.Telemetry).Payload)));
    }

    [Fact]
    public async Task Tells_when_the_accelerometer_dies_and_when_it_is_back()
    {
        await using NodeRig rig = await StartTrained();
        rig.Forget();
        rig.Node.Accelerometer.Bus.Absent = true;
        rig.AwaitState(HealthState.SensorFault);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).State == HealthState.SensorFault).Payload);
        Assert.InRange(telemetry.BusErrors, 1, 100);
        HealthEvent fault = HealthEvent.Decode(rig.Await(Topics.Event, message => HealthEvent.Decode(message.Payload).State == HealthState.SensorFault).Payload);
        Assert.Equal([0, 0, 0], fault.RmsMilliG);
        Assert.Equal((Telemetry.NoTemperature, Score.None), (fault.TemperatureCentiC, fault.MeanScore));
        Assert.Empty(fault.BlamedFeatures);
        rig.Node.Accelerometer.Bus.Absent = false;
        rig.AwaitState(HealthState.Healthy);
        Assert.DoesNotContain(rig.All(Topics.Event), message => HealthEvent.Decode(message.Payload).State is HealthState.Warning or HealthState.Alarm);
    }

    [Theory]
    [InlineData("stuck")]
    [InlineData("frozen")]
    [InlineData("reset")]
    public async Task Notices_a_sensor_that_answers_and_does_not_measure(string how)
    {
        await using NodeRig rig = await StartTrained();
        rig.Forget();
        rig.Node.Accelerometer.OutputStuck = how == "stuck";
        rig.Node.Accelerometer.FifoFrozen = how == "frozen";
        if (how == "reset")
        {
            rig.Node.Accelerometer.PowerOn();
        }

        rig.AwaitState(HealthState.SensorFault);
        rig.Node.Accelerometer.OutputStuck = false;
        rig.Node.Accelerometer.FifoFrozen = false;
        rig.AwaitState(HealthState.Healthy);
    }

    private static async Task<NodeRig> StartTrained(int stoppedRmsMilliG = 0)
    {
        NodeRig rig = await NodeRig.StartAsync();
        rig.Train(stoppedRmsMilliG);
        return rig;
    }

    private static (int Pending, int Dropped) Pending(Telemetry telemetry) => (telemetry.EventsPending, telemetry.EventsDropped);
}
