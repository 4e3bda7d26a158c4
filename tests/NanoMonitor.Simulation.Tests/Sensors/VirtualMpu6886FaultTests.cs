using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualMpu6886FaultTests
{
    private const long PeriodMicroseconds = 5_000;

    private readonly ManualClock _clock = new();
    private readonly VirtualMpu6886 _sensor;
    private readonly Mpu6886Driver _driver;

    public VirtualMpu6886FaultTests()
    {
        _sensor = new VirtualMpu6886(_clock, new NumberedSource());
        _driver = new Mpu6886Driver(_sensor);
        _driver.Start(4, Mpu6886Driver.Filter99Hz);
    }

    [Fact]
    public void An_absent_sensor_does_not_acknowledge()
    {
        _sensor.Bus.Absent = true;
        Assert.False(_driver.Write(0x6B, 0x01));
        _sensor.Bus.Absent = false;
        Assert.True(_driver.Write(0x6B, 0x01));
    }

    [Fact]
    public void A_bus_that_dies_for_a_while_comes_back_with_what_was_sampled_meanwhile()
    {
        _sensor.Bus.DieFor(_clock.NowMicroseconds + 1_000, 20_000);
        Assert.True(_driver.Write(0x75));
        _clock.Advance(1_000);
        Assert.False(_driver.Write(0x75));
        _clock.Advance(19_999);
        Assert.False(_driver.Write(0x75));
        _clock.Advance(1);
        Assert.Equal(4 * 8, _driver.FifoCount());
    }

    [Fact]
    public void A_wrong_part_says_so()
    {
        _sensor.WhoAmI = 0x68;
        Assert.Equal(0x68, _driver.Read(0x75));
    }

    [Fact]
    public void A_stuck_output_repeats_its_last_frame()
    {
        _clock.Advance(3 * PeriodMicroseconds);
        _driver.ReadAllFrames();
        _sensor.OutputStuck = true;
        _clock.Advance(3 * PeriodMicroseconds);
        Assert.Equal([2, 2, 2], _driver.ReadAllFrames().Select(frame => (int)frame.X));
    }

    [Fact]
    public void Dead_bits_read_zero_in_every_acceleration()
    {
        _sensor.DeadBits = 0x0005;
        _clock.Advance(8 * PeriodMicroseconds);
        AccelerometerFrame[] frames = _driver.ReadAllFrames();
        Assert.Equal([0, 0, 2, 2, 0, 0, 2, 2], frames.Select(frame => (int)frame.X));
        Assert.Equal([0, -6, -6, -8, -8, -6, -6, -8], frames.Select(frame => (int)frame.Y));
    }

    [Fact]
    public void A_frozen_fifo_stops_growing()
    {
        _clock.Advance(3 * PeriodMicroseconds);
        _driver.FifoCount();
        _sensor.FifoFrozen = true;
        _clock.Advance(100 * PeriodMicroseconds);
        Assert.Equal(24, _driver.FifoCount());
    }

    [Fact]
    public void A_power_cycle_leaves_it_asleep_and_empty()
    {
        _clock.Advance(3 * PeriodMicroseconds);
        _driver.FifoCount();
        _sensor.PowerOn();
        Assert.Equal(0, _driver.FifoCount());
        Assert.Equal(0x41, _driver.Read(0x6B));
    }
}
