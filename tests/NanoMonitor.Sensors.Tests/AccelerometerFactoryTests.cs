using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors.Tests;

public class AccelerometerFactoryTests
{
    [Theory]
    [InlineData(SensorFamily.Mpu6886, 1000, 1000)]
    [InlineData(SensorFamily.Mpu6886, 300, 500)]
    [InlineData(SensorFamily.Mpu6886, 1001, 4000)]
    [InlineData(SensorFamily.Mpu6886, 1, 4)]
    [InlineData(SensorFamily.Lis3dh, 1000, 1344)]
    [InlineData(SensorFamily.Lis3dh, 4000, 1344)]
    [InlineData(SensorFamily.Lsm6dso, 1000, 1667)]
    [InlineData(SensorFamily.Iis3dwb, 1000, 26667)]
    [InlineData(SensorFamily.Adxl355, 1000, 1000)]
    [InlineData(SensorFamily.Adxl355, 1, 125)]
    [InlineData(SensorFamily.Adxl345, 1000, 800)]
    public void Fits_a_rate_to_the_part(int family, int wantedHz, int expectedHz) =>
        Assert.Equal(expectedHz, AccelerometerFactory.FittingRateHz(family, wantedHz));

    [Theory]
    [InlineData(SensorFamily.Mpu6886, 16, 16)]
    [InlineData(SensorFamily.Adxl355, 16, 8)]
    [InlineData(SensorFamily.Adxl355, 4, 4)]
    public void Fits_a_range_to_the_part(int family, int wantedG, int expectedG) =>
        Assert.Equal(expectedG, AccelerometerFactory.FittingRangeG(family, wantedG));

    [Theory]
    [InlineData(SensorFamily.Unknown)]
    [InlineData(7)]
    public void Knows_no_driver_for_other_families(int family)
    {
        Assert.Throws<ArgumentException>(() => AccelerometerFactory.FittingRateHz(family, 1000));
        Assert.Throws<ArgumentException>(() => AccelerometerFactory.Create(family, new BenchBuses(true), 0, 8, 1000));
    }

    [Theory]
    [InlineData(SensorFamily.Iis3dwb, 26667)]
    [InlineData(SensorFamily.Adxl355, 1000)]
    public void Says_that_a_part_needs_SPI(int family, int sampleRateHz)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => AccelerometerFactory.Create(family, new BenchBuses(hasSpi: false), 0, 8, sampleRateHz));
        Assert.Contains(SensorFamily.Name(family) + " needs SPI", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0, "Mode3")]
    [InlineData(false, 0, "6a")]
    [InlineData(true, 0x6B, "6b")]
    public void Takes_SPI_unless_an_I2C_address_is_given(bool hasSpi, int address, string opened)
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            BenchBuses buses = new(hasSpi);
            AccelerometerFactory.Create(SensorFamily.Lsm6dso, buses, address, 8, 833);
            Assert.Equal([opened], buses.Opened);
        });
    }
}
