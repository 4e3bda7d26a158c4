using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class VirtualMpu6886SamplingTests
{
    private readonly ManualClock _clock = new();
    private readonly NumberedSource _source = new();

    [Theory]
    [InlineData(0x00, Mpu6886Driver.Filter420Hz, 1000, 420.0)]
    [InlineData(0x04, Mpu6886Driver.Filter99Hz, 200, 99.0)]
    [InlineData(0x09, 0x03, 100, 44.8)]
    [InlineData(0xFF, Mpu6886Driver.Filter218Hz, 3.90625, 218.1)]
    [InlineData(0x04, Mpu6886Driver.FilterBypassed, 4000, 1046.0)]
    public void Rate_and_bandwidth_follow_divider_and_filter(byte divider, byte accelConfig2, double rateHz, double bandwidthHz)
    {
        (VirtualMpu6886 sensor, Mpu6886Driver driver) = Make();
        driver.Start(divider, accelConfig2);
        Assert.Equal(rateHz, sensor.SampleRateHz);
        Assert.Equal(bandwidthHz, _source.Begins[^1].Settings.BandwidthHz);
        _clock.Advance(10_000_000);
        driver.Read(0x3A);
        Assert.Equal((int)(rateHz * 10), _source.Taken);
    }

    [Theory]
    [InlineData(0x80, 0x00)]
    [InlineData(0x07, 0x00)]
    [InlineData(0x01, 0x01)]
    public void The_divider_has_no_effect_without_the_gyroscopes_filter(byte config, byte gyroConfig)
    {
        (VirtualMpu6886 sensor, Mpu6886Driver driver) = Make();
        driver.Start(4, Mpu6886Driver.Filter99Hz);
        driver.Write(0x1A, config, gyroConfig);
        Assert.Equal(1000, sensor.SampleRateHz);
    }

    [Theory]
    [InlineData(0x00, 16384)]
    [InlineData(0x08, 8192)]
    [InlineData(0x10, 4096)]
    [InlineData(0x18, 2048)]
    public void The_range_bits_choose_the_sensitivity(byte accelConfig, int countsPerG)
    {
        (_, Mpu6886Driver driver) = Make();
        driver.Start(4, Mpu6886Driver.Filter99Hz, accelConfig);
        Assert.Equal(countsPerG, _source.Begins[^1].Settings.CountsPerG);
    }

    [Fact]
    public void A_sample_comes_exactly_when_its_period_is_over()
    {
        (_, Mpu6886Driver driver) = Make();
        driver.Start(2, Mpu6886Driver.Filter99Hz);
        _clock.Advance(2_999);
        Assert.Equal(0, driver.FifoCount());
        _clock.Advance(1);
        Assert.Equal(8, driver.FifoCount());
    }

    [Fact]
    public void No_sample_is_lost_or_invented_over_a_day()
    {
        (_, Mpu6886Driver driver) = Make();
        driver.Start(6, Mpu6886Driver.Filter99Hz);
        for (int hour = 0; hour < 24; hour++)
        {
            _clock.Advance(3_600_000_000);
            driver.Read(0x75);
        }

        Assert.Equal(86_400L * 1000 / 7, _source.Taken);
    }

    [Theory]
    [InlineData(10_000, 1010)]
    [InlineData(-10_000, 990)]
    public void The_oscillators_error_shows_in_the_rate(int ppm, int samplesPerSecond)
    {
        (VirtualMpu6886 sensor, Mpu6886Driver driver) = Make(ppm);
        driver.Start(0, Mpu6886Driver.Filter420Hz);
        _clock.Advance(1_000_000);
        driver.Read(0x75);
        Assert.Equal(samplesPerSecond, _source.Taken);
        Assert.Equal(samplesPerSecond, sensor.SampleRateHz, 9);
    }

    [Fact]
    public void Sampling_begins_at_the_boards_time()
    {
        _clock.Advance(2_500_000);
        (_, Mpu6886Driver driver) = Make();
        driver.Write(0x6B, 0x01);
        Assert.Equal(2.5, _source.Begins[^1].TimeSeconds, 9);
    }

    [Fact]
    public void Writing_the_same_settings_again_does_not_disturb_sampling()
    {
        (_, Mpu6886Driver driver) = Make();
        driver.Start(4, Mpu6886Driver.Filter99Hz);
        int begins = _source.Begins.Count;
        _clock.Advance(2_500);
        driver.Write(0x1C, Mpu6886Driver.Range8G);
        _clock.Advance(2_500);
        Assert.Equal(8, driver.FifoCount());
        Assert.Equal(begins, _source.Begins.Count);
    }

    private (VirtualMpu6886 Sensor, Mpu6886Driver Driver) Make(int ppm = 0)
    {
        var sensor = new VirtualMpu6886(_clock, _source, ppm);
        return (sensor, new Mpu6886Driver(sensor));
    }
}
