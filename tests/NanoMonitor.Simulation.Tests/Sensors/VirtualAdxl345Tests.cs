using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualAdxl345Tests
{
    private readonly ManualClock _clock = new();
    private readonly NumberedSource _source = new();
    private readonly VirtualAdxl345 _sensor;
    private readonly Wires _wires;

    public VirtualAdxl345Tests()
    {
        _sensor = new VirtualAdxl345(_clock, _source);
        _wires = Wires.I2c(_sensor);
    }

    [Fact]
    public void Identifies_itself_on_both_buses_and_stands_by_at_power_on()
    {
        Assert.Equal(0xE5, _wires.Read(0x00));
        Assert.Equal(0xE5, Wires.Spi(_sensor).Read(0x00));
        Assert.Equal(0x0A, _wires.Read(0x2C));
        Assert.Equal(0, _sensor.SampleRateHz);
    }

    [Theory]
    [InlineData(0x0F, 0x0B, 3200, 256, 13)]
    [InlineData(0x0D, 0x08, 800, 256, 10)]
    [InlineData(0x0A, 0x03, 100, 32, 10)]
    [InlineData(0x07, 0x09, 12.5, 256, 11)]
    public void Rate_range_and_resolution_are_set_by_their_registers(byte rate, byte format, double rateHz, double countsPerG, int bits)
    {
        _wires.Write(0x2C, rate);
        _wires.Write(0x31, format);
        _wires.Write(0x2D, 0x08);
        SamplingSettings settings = _source.Begins[^1].Settings;
        Assert.Equal((rateHz, countsPerG, bits, rateHz / 2), (settings.SampleRateHz, settings.CountsPerG, settings.SampleBits, settings.BandwidthHz));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(12)]
    public void Every_transfer_that_reads_data_takes_one_frame(int length)
    {
        Start();
        _clock.Advance(50_000);
        Assert.Equal(5, _wires.Read(0x39));
        Assert.Equal(0, _wires.Read(0x32, length)[0]);
        Assert.Equal(4, _wires.Read(0x39));
        Assert.Equal([1, 0, 0xFF, 0xFF, 0xE9, 0x03], _wires.Read(0x32, 6));
        Assert.Equal(2, _sensor.FramesRead);
    }

    [Fact]
    public void Full_sets_overrun_which_a_read_clears()
    {
        Start();
        _clock.Advance(310_000);
        Assert.Equal((31, 0), (_wires.Read(0x39), _wires.Read(0x30) & 1));
        _clock.Advance(100_000);
        Assert.Equal((32, 1), (_wires.Read(0x39), _wires.Read(0x30) & 1));
        Assert.Equal(9, _wires.Read(0x32, 6)[0]);
        Assert.Equal(0, _wires.Read(0x30) & 1);
    }

    [Fact]
    public void On_SPI_the_address_steps_only_where_the_command_says_so()
    {
        Assert.Equal([0xE5, 0xE5], Wires.Spi(_sensor, readBits: 0x80).Read(0x00, 2));
        Assert.Equal([0xE5, 0x00], Wires.Spi(_sensor, readBits: 0xC0).Read(0x00, 2));
    }

    [Fact]
    public void Bypass_empties_the_fifo()
    {
        Start();
        _clock.Advance(50_000);
        _wires.Write(0x38, 0x00);
        Assert.Equal(0, _wires.Read(0x39));
    }

    private void Start()
    {
        _wires.Write(0x31, 0x0B);
        _wires.Write(0x2D, 0x08);
        _wires.Write(0x38, 0x80);
    }
}
