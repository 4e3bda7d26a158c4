using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualAdxl355Tests
{
    private readonly ManualClock _clock = new();
    private readonly NumberedSource _source = new(temperatureC: 35);
    private readonly VirtualAdxl355 _sensor;
    private readonly Wires _wires;

    public VirtualAdxl355Tests()
    {
        _sensor = new VirtualAdxl355(_clock, _source);
        _wires = Wires.Spi(_sensor, shift: 1, readBits: 0x01);
    }

    [Fact]
    public void Identifies_itself_and_stands_by_at_power_on()
    {
        Assert.Equal([0xAD, 0x1D, 0xED, 0x01], _wires.Read(0x00, 4));
        Assert.Equal((0x81, 0x01), (_wires.Read(0x2C), _wires.Read(0x2D)));
        Assert.Equal(0, _sensor.SampleRateHz);
    }

    [Theory]
    [InlineData(0, 0x81, 4000, 256_000, 1000)]
    [InlineData(2, 0x82, 1000, 128_000, 250)]
    [InlineData(5, 0x83, 125, 64_000, 31.25)]
    [InlineData(6, 0x83, 62.5, 64_000, 15.625)]
    public void Rate_and_range_are_set_by_their_registers(byte filter, byte range, double rateHz, double countsPerG, double bandwidthHz)
    {
        _wires.Write(0x28, filter);
        _wires.Write(0x2C, range);
        _wires.Write(0x2D, 0);
        SamplingSettings settings = _source.Begins[^1].Settings;
        Assert.Equal((rateHz, countsPerG, bandwidthHz, 20), (settings.SampleRateHz, settings.CountsPerG, settings.BandwidthHz, settings.SampleBits));
    }

    [Fact]
    public void Frames_are_three_marked_samples_of_20_bits()
    {
        _wires.Write(0x2D, 0);
        _clock.Advance(500);
        Assert.Equal(6, _wires.Read(0x05));
        Assert.Equal(
            [0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x3E, 0x80, 0x00, 0x00, 0x11, 0xFF, 0xFF, 0xF0, 0x00, 0x3E, 0x90],
            _wires.Read(0x11, 18));
        Assert.Equal(0x02, _wires.Read(0x11, 3)[2]);
        Assert.Equal(2, _sensor.FramesRead);
    }

    [Fact]
    public void Overrun_shows_once_and_the_oldest_frame_is_gone()
    {
        _wires.Write(0x2D, 0);
        _clock.Advance(32 * 250);
        Assert.Equal((96, 0x03), (_wires.Read(0x05), _wires.Read(0x04)));
        _clock.Advance(250);
        Assert.Equal(0x07, _wires.Read(0x04));
        Assert.Equal(0x02, _wires.Read(0x04));
        Assert.Equal(0x11, _wires.Read(0x11, 3)[2]);
    }

    [Fact]
    public void Temperature_falls_by_9_05_counts_a_degree_from_1885()
    {
        _wires.Write(0x2D, 0);
        _clock.Advance(250);
        byte[] bytes = _wires.Read(0x06, 2);
        Assert.Equal(1885 - 90, bytes[0] << 8 | bytes[1], 1.0);
    }

    [Fact]
    public void Reset_code_empties_it_and_another_does_nothing()
    {
        _wires.Write(0x2D, 0);
        _clock.Advance(1000);
        _wires.Write(0x2F, 0x51);
        Assert.Equal(0, _wires.Read(0x2D));
        _wires.Write(0x2F, 0x52);
        Assert.Equal((0, 0x01), (_wires.Read(0x05), _wires.Read(0x2D)));
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0x00)]
    public void A_dead_bus_floats_and_a_dying_one_floats_from_there_on(byte level)
    {
        _sensor.Bus.FloatingByte = level;
        _sensor.Bus.DieAfter(2, 1_000);
        Assert.Equal([0xAD, 0x1D, level, level], _wires.Read(0x00, 4));
        Assert.Equal([level], _wires.Read(0x00, 1));
        _clock.Advance(1_000);
        Assert.Equal([0xAD], _wires.Read(0x00, 1));
    }
}
