using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Supervision;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Node.Tests.Supervision;

public class WatchdogTests
{
    [Fact]
    public void A_late_loop_is_freed_first_and_lost_if_that_does_not_help()
    {
        Firmware.Run(() =>
        {
            Part part = new();
            WatchedLoop loop = new("loop", 1000, part, new NodeClock(0));
            FirmwareThread.Sleep(900);
            Assert.True(loop.Check());
            Assert.Equal(0, part.Broken);
            FirmwareThread.Sleep(200);
            Assert.True(loop.Check());
            Assert.Equal(1, part.Broken);
            FirmwareThread.Sleep(900);
            loop.Feed();
            FirmwareThread.Sleep(1100);
            Assert.True(loop.Check());
            Assert.Equal(2, part.Broken);
            FirmwareThread.Sleep(1100);
            Assert.False(loop.Check());
        });
    }

    [Fact]
    public void A_loop_that_stands_still_on_purpose_is_left_alone()
    {
        Firmware.Run(() =>
        {
            WatchedLoop loop = new("loop", 1000, null, new NodeClock(0));
            loop.Pause();
            FirmwareThread.Sleep(100_000);
            Assert.True(loop.Check());
            loop.Feed();
            FirmwareThread.Sleep(1100);
            Assert.False(loop.Check());
        });
    }

    [Fact]
    public async Task A_stuck_sampling_loop_ends_in_a_restart_with_its_reason()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Action<Simulation.Sensors.AccelerometerFrame>? log = rig.Node.Accelerometer.FrameRead;
        rig.Node.Accelerometer.FrameRead = _ =>
        {
            rig.Node.Accelerometer.FrameRead = log;
            FirmwareThread.Sleep(Timeout.Infinite);
        };
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2, seconds: 200).Payload);
        Assert.Equal("watchdog: sampling is stuck", birth.BootReason);
        Assert.Equal((1, 1), (birth.PowerOns, birth.WatchdogRestarts));
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).BootId == 2);
    }

    [Fact]
    public async Task A_stuck_uplink_loses_its_connection_first_and_then_the_node_restarts()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        bool stuck = false;
        rig.Board.Output.Written += (_, line) =>
        {
            if (line.StartsWith("this is", StringComparison.Ordinal) && !stuck)
            {
                stuck = true;
                FirmwareThread.Sleep(Timeout.Infinite);
            }
        };
        rig.Send(rig.NewCommand(Command.IdentifyVerb));
        rig.Advance(250);
        Assert.Contains(rig.Board.Output.Lines, line => line.Contains("breaks its connection", StringComparison.Ordinal));
        Assert.Equal((1, BoardState.Running), (rig.Board.BootCount, rig.Board.State));
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2, seconds: 300).Payload);
        Assert.Equal("watchdog: uplink is stuck", birth.BootReason);
    }

    private sealed class Part : IBreakable
    {
        public int Broken { get; private set; }

        public void Break() => Broken++;
    }
}
