using System.Numerics;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualTaggedFifoTests
{
    private readonly ManualClock _clock = new();
    private readonly NumberedSource _source = new(temperatureC: 31.5);
    private readonly VirtualLsm6dso _sensor;
    private readonly Wires _wires;

    public VirtualTaggedFifoTests()
    {
        _sensor = new VirtualLsm6dso(_clock, _source);
        _wires = Wires.I2c(_sensor);
    }

    [Fact]
    public void Each_identifies_itself_on_its_buses()
    {
        Assert.Equal(0x6C, _wires.Read(0x0F));
        Assert.Equal(0x6C, Wires.Spi(_sensor).Read(0x0F));
        Assert.Equal(0x7B, Wires.Spi(new VirtualIis3dwb(_clock, _source)).Read(0x0F));
    }

    [Theory]
    [InlineData(0x10, 12.5, 16393.44)]
    [InlineData(0x44, 104, 2049.18)]
    [InlineData(0x88, 1667, 8196.72)]
    [InlineData(0xAC, 6667, 4098.36)]
    public void Rate_and_range_of_an_LSM6DSO_are_set_by_CTRL1_XL(byte control, double rateHz, double countsPerG)
    {
        _wires.Write(0x10, control);
        SamplingSettings settings = _source.Begins[^1].Settings;
        Assert.Equal((rateHz, rateHz / 2, 16), (settings.SampleRateHz, settings.BandwidthHz, settings.SampleBits));
        Assert.Equal(countsPerG, settings.CountsPerG, 0.01);
    }

    [Fact]
    public void An_IIS3DWB_has_one_rate_and_is_on_by_three_bits()
    {
        var sensor = new VirtualIis3dwb(_clock, _source);
        Wires wires = Wires.Spi(sensor);
        wires.Write(0x10, 0x20);
        Assert.Equal(0, sensor.SampleRateHz);
        wires.Write(0x10, 0xA0);
        Assert.Equal(26_667, sensor.SampleRateHz);
        Assert.Equal(6_300, _source.Begins[^1].Settings.BandwidthHz);
    }

    [Fact]
    public void Words_carry_a_counted_tag_with_even_parity()
    {
        Start();
        _clock.Advance(50_000);
        byte[] words = _wires.Read(0x78, 5 * 7);
        for (int i = 0; i < 5; i++)
        {
            byte tag = words[7 * i];
            Assert.Equal((2, i & 3), (tag >> 3, tag >> 1 & 3));
            Assert.Equal(0, BitOperations.PopCount(tag) % 2);
            Assert.Equal((i, 0), (words[(7 * i) + 1], words[(7 * i) + 2]));
        }
    }

    [Fact]
    public void Level_overrun_and_its_latch_show_in_the_status()
    {
        Start();
        _clock.Advance(100_000);
        Assert.Equal([10, 0], _wires.Read(0x3A, 2));
        _clock.Advance(5_000_000);
        byte[] status = _wires.Read(0x3A, 2);
        Assert.Equal((0x00, 0x02 | 0x20 | 0x40 | 0x08), (status[0], status[1]));
        Assert.Equal(0x02 | 0x20 | 0x40, _wires.Read(0x3B));
        _wires.Read(0x78, 7);
        status = _wires.Read(0x3A, 2);
        Assert.Equal((0xFF, 0x01), (status[0], status[1]));
        Assert.True(_sensor.FramesLost > 0);
    }

    [Fact]
    public void Fifo_mode_stops_when_full_and_bypass_empties()
    {
        Start(mode: 1);
        _clock.Advance(6_000_000);
        Assert.Equal([0, 0, 0], _wires.Read(0x78, 7)[1..4]);
        _wires.Write(0x0A, 0);
        Assert.Equal([0, 0], _wires.Read(0x3A, 2));
    }

    [Fact]
    public void A_slower_batch_rate_takes_every_other_sample()
    {
        _wires.Write(0x09, 0x03);
        _wires.Write(0x10, 0x40);
        _wires.Write(0x0A, 0x06);
        _clock.Advance(100_000);
        Assert.Equal(5, _wires.Read(0x3A));
    }

    [Fact]
    public void Without_IF_INC_the_address_stays()
    {
        _wires.Write(0x12, 0x00);
        Assert.Equal([0x6C, 0x6C], _wires.Read(0x0F, 2));
    }

    [Fact]
    public void Reset_puts_it_to_sleep()
    {
        Start();
        _wires.Write(0x12, 0x01);
        Assert.Equal((0, 0x04), (_wires.Read(0x10), _wires.Read(0x12)));
        Assert.Equal(0, _sensor.SampleRateHz);
    }

    [Fact]
    public void Temperature_has_256_counts_a_degree_from_25()
    {
        Start();
        _clock.Advance(10_000);
        Assert.Equal([0x80, 0x06], _wires.Read(0x20, 2));
    }

    private void Start(byte mode = 6)
    {
        _wires.Write(0x09, 0x04);
        _wires.Write(0x10, 0x40);
        _wires.Write(0x0A, mode);
    }
}
