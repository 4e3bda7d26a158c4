using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualMpu6886RegisterTests
{
    private readonly ManualClock _clock = new();
    private readonly VirtualMpu6886 _sensor;
    private readonly Mpu6886Driver _driver;

    public VirtualMpu6886RegisterTests()
    {
        _sensor = new VirtualMpu6886(_clock, new NumberedSource(temperatureC: 31));
        _driver = new Mpu6886Driver(_sensor);
    }

    [Fact]
    public void Powers_on_asleep_with_the_datasheets_reset_values()
    {
        Assert.Equal(0x19, _driver.Read(0x75));
        Assert.Equal(0x41, _driver.Read(0x6B));
        Assert.Equal(0x80, _driver.Read(0x1A));
        _clock.Advance(1_000_000);
        Assert.Equal(0, _driver.Read(0x3A));
        Assert.Equal(0, _sensor.SampleRateHz);
    }

    [Fact]
    public void A_reset_forgets_all_settings_and_sleeps()
    {
        _driver.Start(4, Mpu6886Driver.Filter99Hz);
        _clock.Advance(50_000);
        Assert.Equal(80, _driver.FifoCount());
        _driver.Write(0x6B, 0x80);
        Assert.Equal(0x41, _driver.Read(0x6B));
        Assert.Equal(0, _driver.Read(0x19));
        Assert.Equal(0, _driver.Read(0x1C));
        Assert.Equal(0, _driver.Read(0x23));
        Assert.Equal(0, _driver.FifoCount());
        _clock.Advance(50_000);
        Assert.Equal(0, _driver.FifoCount());
    }

    [Fact]
    public void Sleep_stops_the_samples_and_waking_goes_on()
    {
        _driver.Start(0, Mpu6886Driver.Filter420Hz);
        _clock.Advance(10_000);
        _driver.Write(0x6B, 0x41);
        _clock.Advance(1_000_000);
        Assert.Equal(80, _driver.FifoCount());
        _driver.Write(0x6B, 0x01);
        _clock.Advance(3_000);
        Assert.Equal(104, _driver.FifoCount());
    }

    [Fact]
    public void A_multi_byte_write_and_read_go_on_to_the_next_register()
    {
        _driver.Write(0x19, 4, 1, 0, 0x10, 2);
        Assert.Equal([4, 1, 0, 0x10, 2], _driver.Read(0x19, 5));
    }

    [Fact]
    public void A_plain_read_goes_on_where_the_pointer_stands()
    {
        _driver.Write(0x19, 7, 8, 9);
        var bytes = new byte[2];
        Assert.True(_sensor.Transfer([0x1A], []));
        Assert.True(_sensor.Transfer([], bytes));
        Assert.Equal([8, 9], bytes);
    }

    [Fact]
    public void Read_only_registers_ignore_writes()
    {
        _driver.Write(0x75, 0x42);
        _driver.Write(0x3B, 1, 2, 3);
        _driver.Write(0x72, 5, 5);
        Assert.Equal(0x19, _driver.Read(0x75));
        Assert.Equal([0, 0, 0], _driver.Read(0x3B, 3));
        Assert.Equal(0, _driver.FifoCount());
    }

    [Fact]
    public void Data_registers_hold_the_latest_sample_big_endian()
    {
        _driver.Start(4, Mpu6886Driver.Filter99Hz);
        _clock.Advance(400 * 5_000);
        byte[] data = _driver.Read(0x3B, 14);
        Assert.Equal(399, (data[0] << 8) | data[1]);
        Assert.Equal(-399, (short)((data[2] << 8) | data[3]));
        Assert.Equal(1399, (data[4] << 8) | data[5]);
        Assert.Equal(new byte[6], data[8..]);
    }

    [Theory]
    [InlineData(25.0, 0)]
    [InlineData(31.0, 1961)]
    [InlineData(-10.0, -11438)]
    [InlineData(200.0, 32767)]
    public void Temperature_is_coded_at_326_8_counts_per_degree_around_25(double temperatureC, int code)
    {
        var sensor = new VirtualMpu6886(_clock, new NumberedSource(temperatureC));
        var driver = new Mpu6886Driver(sensor);
        driver.Start(0, Mpu6886Driver.Filter420Hz);
        _clock.Advance(1_000);
        Assert.Equal(code, driver.ReadWord(0x41));
    }

    [Fact]
    public void Data_ready_is_cleared_by_reading_the_interrupt_status()
    {
        _driver.Start(4, Mpu6886Driver.Filter99Hz);
        Assert.Equal(0, _driver.Read(0x3A));
        _clock.Advance(5_000);
        Assert.Equal(1, _driver.Read(0x3A));
        Assert.Equal(0, _driver.Read(0x3A));
    }

    [Fact]
    public void An_axis_or_the_thermometer_switched_off_keeps_its_value()
    {
        _driver.Start(4, Mpu6886Driver.Filter99Hz);
        _clock.Advance(5_000 * 3);
        _driver.Write(0x6C, 0x10);
        _driver.Write(0x6B, 0x09);
        int temperature = _driver.ReadWord(0x41);
        _clock.Advance(5_000 * 3);
        Assert.Equal(5, _driver.ReadWord(0x3B));
        Assert.Equal(-2, _driver.ReadWord(0x3D));
        Assert.Equal(temperature, _driver.ReadWord(0x41));
    }
}
