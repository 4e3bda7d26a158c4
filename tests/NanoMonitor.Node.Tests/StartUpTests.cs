using System.Text;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Node.Tests;

public class StartUpTests
{
    [Fact]
    public async Task Introduces_itself_at_every_boot()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Heard message = rig.Await(Topics.Birth);
        Assert.True(Birth.IsAuthentic(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName, message.Payload));
        Birth birth = Birth.Decode(message.Payload);
        Assert.Equal(rig.Spec.Hash, birth.Spec.Hash);
        Assert.Equal(("fan", "mpu6886", "", 0, 1, "power-on"), (birth.MachineClass, birth.Sensor, birth.ModelId, birth.Generation, birth.BootId, birth.BootReason));

        rig.Board.PowerCut();
        rig.Await(Topics.State, state => Encoding.ASCII.GetString(state.Payload) == NodeState.LostText);
        rig.Forget();
        rig.Node.Start();
        Birth second = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.Equal(2, second.BootId);
        Assert.NotEqual(birth.BootNonce, second.BootNonce);
        Assert.NotEqual(0, second.BootNonce);
    }

    [Fact]
    public async Task Reports_magnitudes_without_any_model()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.AwaitState(HealthState.NoModel);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, seconds: 30).Payload);
        Assert.Equal((HealthState.NoModel, 0, 0, Score.None), (telemetry.State, telemetry.ModelCrc, telemetry.Generation, telemetry.LastScore));
        Assert.Equal(4200, telemetry.TemperatureCentiC);

        // A tone of 0.2 g and noise of 0.05 g.
        double expected = 1000 * Math.Sqrt((0.2 * 0.2 / 2) + (0.05 * 0.05));
        Assert.All(telemetry.RmsMilliG, rms => Assert.InRange(rms, 0.9 * expected, 1.1 * expected));
        Assert.InRange(telemetry.WindowsJudged, 30, 40);
        Assert.Equal((0, 0, 0), (telemetry.WindowsVoided, telemetry.Overruns, telemetry.BusErrors));
        Assert.Equal(rig.Spec.Hash, telemetry.FeatureSpecHash);
    }

    [Fact]
    public async Task Telemetry_comes_in_order_and_measures_the_sample_rate()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Advance(65);
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Sequence == 6);
        Telemetry[] telemetry = [.. rig.All(Topics.Telemetry).Select(message => Telemetry.Decode(message.Payload))];
        Assert.Equal([1, 2, 3, 4, 5, 6], telemetry.Select(each => each.Sequence));
        double trueRate = rig.Node.Accelerometer.SampleRateHz;
        Assert.InRange(telemetry[^1].MeasuredRateMilliHz * 1e-3, 0.999 * trueRate, 1.001 * trueRate);
    }

    [Fact]
    public async Task Uses_the_accelerometers_thermometer_where_there_is_no_other()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.TemperatureSensor = NodeConfiguration.NoSensor;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        Assert.InRange(Telemetry.Decode(rig.Await(Topics.Telemetry).Payload).TemperatureCentiC, 4199, 4201);
    }

    [Fact]
    public async Task Works_with_a_full_drive_and_says_so()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        for (int i = 0; rig.Board.Storage.UsedBytes < rig.Board.Storage.CapacityBytes; i++)
        {
            rig.Board.Storage.Put($@"I:\other.{i}", [1]);
        }

        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.NotEqual("ok", birth.StorageStatus);
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        Birth second = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.NotEqual(birth.BootId, second.BootId);
        rig.Await(Topics.Telemetry);
        Assert.Equal(2, rig.Board.BootCount);
    }

    [Fact]
    public async Task Counts_its_boots_by_cause()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Board.PowerCut();
        rig.Node.Start();
        rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2);
        rig.Send(rig.NewCommand(Command.RebootVerb));
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 3).Payload);
        Assert.Equal("command", birth.BootReason);
        Assert.Equal((2, 0, 0, 1), (birth.PowerOns, birth.Faults, birth.WatchdogRestarts, birth.PlannedRestarts));
        Assert.Equal("ok", birth.StorageStatus);
    }
}
