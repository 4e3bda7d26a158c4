using System.Buffers.Binary;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualMcp9808Tests
{
    private readonly ManualClock _clock = new();
    private readonly VirtualMcp9808 _sensor;
    private double _temperatureC = 25;

    public VirtualMcp9808Tests()
    {
        _sensor = new VirtualMcp9808(_clock, _ => _temperatureC);
    }

    [Fact]
    public void Identifies_itself()
    {
        Assert.Equal(0x0054, ReadWord(6));
        Assert.Equal(0x0400, ReadWord(7));
        Assert.Equal([3], ReadBytes(8, 1));
        Assert.Equal(0, ReadWord(1));
    }

    [Theory]
    [InlineData(0, 0x0000)]
    [InlineData(25, 0x0190)]
    [InlineData(25.06, 0x0190)]
    [InlineData(25.0625, 0x0191)]
    [InlineData(-0.0625, 0x1FFF)]
    [InlineData(-40, 0x1D80)]
    [InlineData(125, 0x07D0)]
    [InlineData(300, 0x07D0)]
    public void Ambient_temperature_is_13_bit_twos_complement_in_sixteenths(double temperatureC, int code)
    {
        _temperatureC = temperatureC;
        _clock.Advance(250_000);
        Assert.Equal(code, ReadWord(5) & 0x1FFF);
    }

    [Fact]
    public void Reads_zero_until_the_first_conversion_is_complete()
    {
        _clock.Advance(249_999);
        Assert.Equal(0, ReadWord(5) & 0x1FFF);
        _clock.Advance(1);
        Assert.Equal(25 * 16, ReadWord(5) & 0x1FFF);
    }

    [Theory]
    [InlineData(0, 30, 0x0198)]
    [InlineData(1, 65, 0x019C)]
    [InlineData(2, 130, 0x019E)]
    [InlineData(3, 250, 0x019F)]
    public void Resolution_sets_conversion_time_and_the_bits_that_stay_clear(byte resolution, int milliseconds, int code)
    {
        _temperatureC = 25.97;
        Assert.True(_sensor.Transfer([8, resolution], []));
        _clock.Advance((milliseconds * 1000) - 1);
        Assert.Equal(0, ReadWord(5) & 0x1FFF);
        _clock.Advance(1);
        Assert.Equal(code, ReadWord(5) & 0x1FFF);
    }

    [Fact]
    public void Limits_of_zero_degrees_flag_a_warm_reading_at_power_on()
    {
        _clock.Advance(250_000);
        Assert.Equal(0xC190, ReadWord(5));
        _temperatureC = -5;
        _clock.Advance(250_000);
        Assert.Equal(0x2000, ReadWord(5) & 0xE000);
    }

    [Fact]
    public void Flags_compare_with_the_limits_that_were_written()
    {
        WriteWord(2, 30 * 16);
        WriteWord(3, 0x1F00);
        WriteWord(4, 40 * 16);
        foreach ((double temperatureC, int flags) in new[] { (25.0, 0), (31.0, 0x4000), (40.0, 0xC000), (-20.0, 0x2000) })
        {
            _temperatureC = temperatureC;
            _clock.Advance(250_000);
            Assert.Equal(flags, ReadWord(5) & 0xE000);
        }
    }

    [Fact]
    public void Shutdown_keeps_the_last_value_and_waking_converts_anew()
    {
        _clock.Advance(250_000);
        ReadWord(5);
        WriteWord(1, 0x0100);
        _temperatureC = 80;
        _clock.Advance(5_000_000);
        Assert.Equal(25 * 16, ReadWord(5) & 0x1FFF);
        WriteWord(1, 0);
        _clock.Advance(249_999);
        Assert.Equal(25 * 16, ReadWord(5) & 0x1FFF);
        _clock.Advance(1);
        Assert.Equal(80 * 16, ReadWord(5) & 0x1FFF);
    }

    [Fact]
    public void Faults_of_bus_and_output_show()
    {
        _clock.Advance(250_000);
        ReadWord(5);
        _sensor.OutputStuck = true;
        _temperatureC = 60;
        _clock.Advance(1_000_000);
        Assert.Equal(25 * 16, ReadWord(5) & 0x1FFF);
        _sensor.Bus.Absent = true;
        Assert.False(_sensor.Transfer([5], new byte[2]));
    }

    private int ReadWord(byte register)
    {
        return BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(register, 2));
    }

    private byte[] ReadBytes(byte register, int length)
    {
        var bytes = new byte[length];
        Assert.True(_sensor.Transfer([register], bytes));
        return bytes;
    }

    private void WriteWord(byte register, int value)
    {
        Assert.True(_sensor.Transfer([register, (byte)(value >> 8), (byte)value], []));
    }
}
