using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

public class SensorLimitsTests
{
    [Theory]
    [InlineData("mpu6886", 16, 4000, 0x69)]
    [InlineData("mpu6886", 2, 4, 0)]
    [InlineData("lis3dh", 16, 1344, 0x19)]
    [InlineData("lsm6dso", 4, 6667, 0x6b)]
    [InlineData("iis3dwb", 16, 26667, 0)]
    [InlineData("adxl355", 8, 4000, 0)]
    [InlineData("adxl345", 16, 800, 0x1d)]
    public void Takes_what_the_part_can_do(string sensor, int rangeG, int rateHz, int address) =>
        Assert.Null(SensorLimits.ObjectionTo(SensorFamily.Parse(sensor), rangeG, rateHz, address));

    [Theory]
    [InlineData("mpu6886", 8, 2000, 0, "sampleRateHz: the mpu6886 samples at 4000 or 1000 over a whole number up to 250 Hz, not at 2000")]
    [InlineData("mpu6886", 8, 300, 0, "sampleRateHz")]
    [InlineData("mpu6886", 8, 2, 0, "sampleRateHz")]
    [InlineData("mpu6886", 8, 1000, 0x18, "i2cAddress: the mpu6886 answers at 0x68 or 0x69")]
    [InlineData("lis3dh", 8, 40, 0, "sampleRateHz")]
    [InlineData("lsm6dso", 8, 1000, 0, "sampleRateHz")]
    [InlineData("iis3dwb", 8, 6667, 0, "sampleRateHz")]
    [InlineData("adxl355", 16, 1000, 0, "rangeG: the adxl355 measures up to 2, 4 or 8 g, not 16")]
    [InlineData("adxl345", 8, 100, 0x1e, "i2cAddress: the adxl345 answers at 0x53 or 0x1d")]
    public void Says_what_the_part_cannot_do(string sensor, int rangeG, int rateHz, int address, string objection) =>
        Assert.StartsWith(objection, SensorLimits.ObjectionTo(SensorFamily.Parse(sensor), rangeG, rateHz, address), StringComparison.Ordinal);

    [Fact]
    public void Every_family_has_its_own_address_among_its_addresses()
    {
        for (int family = SensorFamily.Unknown + 1; family < SensorFamily.Count; family++)
        {
            if (!SensorLimits.IsOnSpi(family))
            {
                Assert.DoesNotContain("i2cAddress", SensorLimits.ObjectionTo(family, 8, 100, SensorLimits.DefaultAddress(family)) ?? "", StringComparison.Ordinal);
            }
        }
    }
}
