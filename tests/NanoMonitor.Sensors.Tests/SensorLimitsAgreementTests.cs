using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors.Tests;

/// <summary>A configuration is judged by Core's <see cref="SensorLimits"/>, a part run by its driver: both must say the same.</summary>
public class SensorLimitsAgreementTests
{
    private const int HighestRateHz = 30_000;

    public static TheoryData<int> Families =>
        [SensorFamily.Mpu6886, SensorFamily.Lis3dh, SensorFamily.Lsm6dso, SensorFamily.Iis3dwb, SensorFamily.Adxl355, SensorFamily.Adxl345];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_driver_offers_the_rates_that_a_configuration_may_name_and_no_others(int family)
    {
        int range = AccelerometerFactory.FittingRangeG(family, 2);
        for (int rateHz = 1; rateHz <= HighestRateHz; rateHz++)
        {
            bool allowed = SensorLimits.ObjectionTo(family, range, rateHz, 0) == null;
            Assert.True(allowed == (AccelerometerFactory.FittingRateHz(family, rateHz) == rateHz), $"{SensorFamily.Name(family)} at {rateHz} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_driver_offers_the_ranges_that_a_configuration_may_name(int family)
    {
        int rateHz = AccelerometerFactory.FittingRateHz(family, 1);
        Assert.All([2, 4, 8, 16], rangeG => Assert.Equal(
            SensorLimits.ObjectionTo(family, rangeG, rateHz, 0) == null, AccelerometerFactory.FittingRangeG(family, rangeG) == rangeG));
    }

    [Theory]
    [InlineData(SensorFamily.Mpu6886, Mpu6886.DefaultAddress, Mpu6886.SecondAddress)]
    [InlineData(SensorFamily.Lis3dh, Lis3dh.DefaultAddress, Lis3dh.SecondAddress)]
    [InlineData(SensorFamily.Lsm6dso, Lsm6dso.DefaultAddress, Lsm6dso.SecondAddress)]
    [InlineData(SensorFamily.Adxl345, Adxl345.DefaultAddress, Adxl345.SecondAddress)]
    public void A_driver_has_the_addresses_that_a_configuration_may_name(int family, int first, int second)
    {
        int rateHz = AccelerometerFactory.FittingRateHz(family, 1);
        int[] allowed = [.. Enumerable.Range(1, 127).Where(address => SensorLimits.ObjectionTo(family, 2, rateHz, address) == null)];
        Assert.Equal(new[] { first, second }.Order(), allowed);
        Assert.Equal(first, SensorLimits.DefaultAddress(family));
    }
}
