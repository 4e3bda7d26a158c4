using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Panel;

public class LedTests
{
    private const int Pin = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shows_the_way_from_searching_to_healthy(bool activeLow)
    {
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: Configuration(activeLow));
        LedWatch led = new(rig, Pin, activeLow);
        rig.Board.Network.Online = false;
        rig.Node.Start();
        rig.Advance(2);
        led.Shows(100, 100, 100, 700);

        rig.Board.Network.Online = true;
        rig.AwaitState(HealthState.NoModel, seconds: 200);
        rig.Advance(1);
        led.Shows(50, 250, 50, 4650);

        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=60"));
        rig.Advance(1);
        led.Shows(900, 100);

        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=0"));
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), 1);
        rig.AwaitState(HealthState.Healthy);
        rig.Advance(1);
        led.Shows(50, 4950);
    }

    [Fact]
    public async Task Shows_how_the_machine_is_and_that_before_the_lack_of_a_network()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        LedWatch led = new(rig, Pin);
        rig.Train(stoppedRmsMilliG: 30);

        rig.Machine.FaultG = 1;
        rig.AwaitState(HealthState.Alarm);
        rig.Advance(1);
        led.Shows(100, 100);
        rig.Board.Network.Online = false;
        rig.Advance(100);
        led.Shows(100, 100);

        rig.Board.Network.Online = true;
        rig.Machine.FaultG = 0;
        rig.Forget();
        rig.AwaitState(HealthState.Healthy, seconds: 200);
        (rig.Machine.ToneG, rig.Machine.NoiseG) = (0, 0);
        rig.AwaitState(HealthState.Stopped);
        rig.Advance(1);
        led.Shows(1000, 4000);

        rig.Node.Accelerometer.FifoFrozen = true;
        rig.AwaitState(HealthState.SensorFault);
        rig.Advance(1);
        led.Shows(100, 200, 100, 200, 100, 1300);
    }

    [Fact]
    public async Task Shows_itself_for_half_a_minute_when_asked_to()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        LedWatch led = new(rig, Pin);
        rig.AwaitState(HealthState.NoModel);
        rig.Send(rig.NewCommand(Command.IdentifyVerb));
        rig.Advance(0.5);
        led.Shows(800, 200, 200, 200, 200, 400);
        rig.Advance(30);
        led.Shows(50, 250, 50, 4650);
    }

    [Fact]
    public async Task A_node_that_lost_its_configuration_still_knows_where_its_led_is()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        rig.Board.PowerCut();
        rig.Board.Storage.Remove(@"I:\config.a");
        LedWatch led = new(rig, Pin);
        rig.Node.Start();
        led.Shows(1000, 1000);
    }

    [Fact]
    public async Task A_node_that_never_had_one_leaves_the_pins_alone()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Storage.Remove(@"I:\config.a");
        int changes = 0;
        rig.Board.Pins.Changed += (_, _, _) => changes++;
        rig.Node.Start();
        rig.Advance(10);
        Assert.Equal(0, changes);
    }

    private static NodeConfiguration Configuration(bool activeLow = false)
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.LedPin = Pin;
        configuration.LedActiveLow = activeLow ? 1 : 0;
        return configuration;
    }
}
