using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualLis3dhTests
{
    private readonly ManualClock _clock = new();
    private readonly NumberedSource _source = new(temperatureC: 31.4);
    private readonly VirtualLis3dh _sensor;
    private readonly Wires _wires;

    public VirtualLis3dhTests()
    {
        _sensor = new VirtualLis3dh(_clock, _source);
        _wires = Wires.I2c(_sensor, stepBit: 0x80);
    }

    [Fact]
    public void Identifies_itself_and_sleeps_at_power_on()
    {
        Assert.Equal(0x33, _wires.Read(0x0F));
        Assert.Equal(0x07, _wires.Read(0x20));
        Assert.Equal(0, _sensor.SampleRateHz);
    }

    [Theory]
    [InlineData(0x57, 0x08, 100, 12, 1000, 100 / 9.0)]
    [InlineData(0x57, 0x00, 100, 10, 250, 50)]
    [InlineData(0x5F, 0x00, 100, 8, 62.5, 50)]
    [InlineData(0x97, 0x08, 1344, 12, 1000, 1344 / 9.0)]
    [InlineData(0x9F, 0x00, 5376, 8, 62.5, 2688)]
    [InlineData(0x8F, 0x00, 1620, 8, 62.5, 810)]
    [InlineData(0x77, 0x18, 400, 12, 500, 400 / 9.0)]
    [InlineData(0x77, 0x38, 400, 12, 1000 / 12.0, 400 / 9.0)]
    public void Rate_resolution_and_range_are_set_by_the_control_registers(
        byte control1, byte control4, double rateHz, int bits, double countsPerG, double bandwidthHz)
    {
        _wires.Write(0x23, control4);
        _wires.Write(0x20, control1);
        SamplingSettings settings = _source.Begins[^1].Settings;
        Assert.Equal((rateHz, bits), (settings.SampleRateHz, settings.SampleBits));
        Assert.Equal(countsPerG, settings.CountsPerG, 1e-9);
        Assert.Equal(bandwidthHz, settings.BandwidthHz, 1e-9);
    }

    [Fact]
    public void Output_is_left_justified_and_low_byte_first()
    {
        _wires.Write(0x23, 0x08);
        _wires.Write(0x20, 0x57);
        _clock.Advance(20_000);
        Assert.Equal([0x10, 0x00, 0xF0, 0xFF, 0x90, 0x3E], _wires.Read(0x28, 6));
    }

    [Fact]
    public void Without_its_top_bit_the_address_stays()
    {
        var plain = Wires.I2c(_sensor);
        Assert.Equal([0x33, 0x33], plain.Read(0x0F, 2));
        Assert.Equal([0x33, 0x00], _wires.Read(0x0F, 2));
    }

    [Fact]
    public void A_burst_takes_frames_and_goes_back_to_x()
    {
        StartFifo();
        _clock.Advance(50_000);
        Assert.Equal(5, _wires.Read(0x2F) & 0x1F);
        byte[] frames = _wires.Read(0x28, 18);
        Assert.Equal([0x00, 0x10, 0x20], new[] { frames[0], frames[6], frames[12] });
        Assert.Equal(2, _wires.Read(0x2F) & 0x1F);
        Assert.Equal(3, _sensor.FramesRead);
    }

    [Fact]
    public void A_read_that_stops_before_z_leaves_the_frame()
    {
        StartFifo();
        _clock.Advance(30_000);
        _wires.Read(0x28, 4);
        Assert.Equal(3, _wires.Read(0x2F) & 0x1F);
    }

    [Fact]
    public void Full_and_empty_show_in_the_source_register()
    {
        StartFifo();
        Assert.Equal(0x20, _wires.Read(0x2F));
        _clock.Advance(310_000);
        Assert.Equal(0x1F, _wires.Read(0x2F) & 0x7F);
        _clock.Advance(10_000);
        Assert.Equal(0x5F, _wires.Read(0x2F) & 0x7F);
        Assert.Equal(0, _sensor.FramesLost);
        _clock.Advance(10_000);
        Assert.Equal(0x5F, _wires.Read(0x2F) & 0x7F);
        Assert.Equal(1, _sensor.FramesLost);
        Assert.Equal(0x10, _wires.Read(0x28, 6)[0]);
    }

    [Fact]
    public void Bypass_empties_the_fifo()
    {
        StartFifo();
        _clock.Advance(50_000);
        _wires.Write(0x2E, 0x00);
        _wires.Write(0x2E, 0x80);
        Assert.Equal(0x20, _wires.Read(0x2F));
    }

    [Fact]
    public void Temperature_steps_by_a_quarter_degree_from_25()
    {
        _wires.Write(0x1F, 0xC0);
        StartFifo();
        _clock.Advance(10_000);
        Assert.Equal([0x40, 0x06], _wires.Read(0x0C, 2));
    }

    private void StartFifo()
    {
        _wires.Write(0x23, 0x08);
        _wires.Write(0x20, 0x57);
        _wires.Write(0x24, 0x40);
        _wires.Write(0x2E, 0x80);
    }
}
