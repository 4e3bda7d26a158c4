using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualMpu6886FifoTests
{
    private const long PeriodMicroseconds = 5_000;

    private readonly ManualClock _clock = new();
    private readonly NumberedSource _source = new(31);
    private readonly VirtualMpu6886 _sensor;
    private readonly Mpu6886Driver _driver;

    public VirtualMpu6886FifoTests()
    {
        _sensor = new VirtualMpu6886(_clock, _source);
        _driver = new Mpu6886Driver(_sensor);
        _driver.Start(4, Mpu6886Driver.Filter99Hz);
    }

    [Fact]
    public void Frames_come_out_in_order_with_their_temperature()
    {
        _clock.Advance(3 * PeriodMicroseconds);
        AccelerometerFrame[] frames = _driver.ReadAllFrames();
        Assert.Equal([new(0, 0, 1000, 1961), new(1, -1, 1001, 1961), new(2, -2, 1002, 1961)], frames);
    }

    [Fact]
    public void A_burst_stays_at_the_fifo_and_shortens_it()
    {
        _clock.Advance(10 * PeriodMicroseconds);
        _driver.ReadFrames(4);
        Assert.Equal(48, _driver.FifoCount());
        Assert.Equal(4, _driver.ReadFrames(1)[0].X);
    }

    [Fact]
    public void A_burst_from_the_count_runs_on_into_the_data()
    {
        _clock.Advance(2 * PeriodMicroseconds);
        byte[] bytes = _driver.Read(0x72, 2 + 16);
        Assert.Equal(16, (bytes[0] << 8) | bytes[1]);
        Assert.Equal(1, (bytes[10] << 8) | bytes[11]);
    }

    [Fact]
    public void Reading_the_high_count_latches_the_low_one()
    {
        _clock.Advance(31 * PeriodMicroseconds);
        Assert.Equal(0, _driver.Read(0x72));
        _clock.Advance(PeriodMicroseconds);
        Assert.Equal(248, _driver.Read(0x73));
        Assert.Equal(256, _driver.FifoCount());
    }

    [Fact]
    public void An_empty_fifo_reads_ones()
    {
        Assert.Equal([0xFF, 0xFF], _driver.Read(0x74, 2));
        Assert.Equal(0, _driver.FifoCount());
    }

    [Fact]
    public void It_holds_128_frames_without_overflow()
    {
        _clock.Advance(128 * PeriodMicroseconds);
        Assert.Equal(1024, _driver.FifoCount());
        Assert.Equal(0x01, _driver.Read(0x3A));
        Assert.Equal(0, _sensor.FramesLost);
    }

    [Fact]
    public void When_full_the_oldest_frames_make_way_and_the_overflow_is_flagged_once()
    {
        _clock.Advance(131 * PeriodMicroseconds);
        Assert.Equal(0x11, _driver.Read(0x3A));
        Assert.Equal(0, _driver.Read(0x3A));
        Assert.Equal(3, _sensor.FramesLost);
        AccelerometerFrame[] frames = _driver.ReadAllFrames();
        Assert.Equal(Enumerable.Range(3, 128), frames.Select(frame => (int)frame.X));
    }

    [Fact]
    public void With_fifo_mode_set_the_new_frames_are_lost_instead()
    {
        _driver.Write(0x1A, 0x41);
        _driver.Write(0x6A, 0x44);
        _clock.Advance(131 * PeriodMicroseconds);
        Assert.Equal(0x11, _driver.Read(0x3A));
        Assert.Equal(3, _sensor.FramesLost);
        AccelerometerFrame[] frames = _driver.ReadAllFrames();
        Assert.Equal(Enumerable.Range(0, 128), frames.Select(frame => (int)frame.X));
    }

    [Fact]
    public void Frames_stay_whole_over_many_turns_of_the_ring()
    {
        int next = 0;
        for (int burst = 0; burst < 100; burst++)
        {
            _clock.Advance(37 * PeriodMicroseconds);
            foreach (AccelerometerFrame frame in _driver.ReadAllFrames())
            {
                Assert.Equal(new AccelerometerFrame((short)next, (short)-next, (short)(1000 + next), 1961), frame);
                next++;
            }
        }

        Assert.Equal(3700, next);
    }

    [Fact]
    public void Nothing_enters_before_both_enables_are_set()
    {
        _driver.Write(0x6A, 0x04);
        _clock.Advance(4 * PeriodMicroseconds);
        Assert.Equal(0, _driver.FifoCount());
        _driver.Write(0x6A, 0x40);
        _driver.Write(0x23, 0x00);
        _clock.Advance(4 * PeriodMicroseconds);
        Assert.Equal(0, _driver.FifoCount());
    }

    [Theory]
    [InlineData(0x08, 8)]
    [InlineData(0x10, 8)]
    [InlineData(0x18, 14)]
    public void The_enable_bits_choose_what_a_frame_holds(byte enable, int frameBytes)
    {
        _driver.Write(0x23, enable);
        _driver.Write(0x6A, 0x44);
        _clock.Advance(3 * PeriodMicroseconds);
        Assert.Equal(3 * frameBytes, _driver.FifoCount());
    }

    [Fact]
    public void A_reset_empties_it_and_the_bit_clears_itself()
    {
        _clock.Advance(10 * PeriodMicroseconds);
        _driver.Write(0x6A, 0x44);
        Assert.Equal(0, _driver.FifoCount());
        Assert.Equal(0x40, _driver.Read(0x6A));
        _clock.Advance(PeriodMicroseconds);
        Assert.Equal(8, _driver.FifoCount());
    }

    [Fact]
    public void What_was_read_is_logged_frame_by_frame_across_split_bursts()
    {
        var log = new FrameLog(100);
        _sensor.FrameRead = log.Add;
        _clock.Advance(4 * PeriodMicroseconds);
        _driver.Read(0x74, 12);
        Assert.Equal(1, log.Count);
        _driver.Read(0x74, 20);
        var frames = new AccelerometerFrame[4];
        log.CopyTo(0, frames);
        Assert.Equal([0, 1, 2, 3], frames.Select(frame => (int)frame.X));
        Assert.Equal(4, _sensor.FramesRead);
    }

    [Fact]
    public void Loading_another_source_overflows_and_begins_at_its_first_sample()
    {
        _clock.Advance(20 * PeriodMicroseconds);
        _driver.ReadFrames(5);
        var next = new NumberedSource();
        _sensor.Load(next);
        _clock.Advance(50 * PeriodMicroseconds);
        Assert.Equal(1024, _driver.FifoCount());
        Assert.Equal(0x10, _driver.Read(0x3A) & 0x10);
        Assert.Equal(0, next.Taken);
        _driver.Write(0x6A, 0x44);
        _clock.Advance(2 * PeriodMicroseconds);
        Assert.Equal([0, 1], _driver.ReadAllFrames().Select(frame => (int)frame.X));
    }

    [Fact]
    public void A_reset_before_anything_was_read_rewinds_the_source_and_later_ones_do_not()
    {
        int rewinds = _source.Rewinds;
        _clock.Advance(2 * PeriodMicroseconds);
        _driver.Write(0x6A, 0x44);
        Assert.Equal(rewinds + 1, _source.Rewinds);
        _clock.Advance(2 * PeriodMicroseconds);
        _driver.ReadFrames(1);
        _driver.Write(0x6A, 0x44);
        Assert.Equal(rewinds + 1, _source.Rewinds);
    }
}
