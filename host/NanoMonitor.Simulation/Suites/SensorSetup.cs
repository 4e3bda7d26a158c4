using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Suites;

/// <summary>An accelerometer as a node sets it: the bandwidths are those of the virtual sensors' register maps.</summary>
/// <param name="Family">One of <see cref="SensorFamily"/>.</param>
/// <param name="RangeG">Full scale, ± g.</param>
/// <param name="Settings">Rate, scale, bandwidth and bits.</param>
public sealed record SensorSetup(int Family, int RangeG, SamplingSettings Settings)
{
    /// <summary>MPU6886 at 200 Hz, ±8 g, filter at 99 Hz.</summary>
    public static SensorSetup Mpu6886At200Hz { get; } = new(SensorFamily.Mpu6886, 8, new SamplingSettings(200, 4096, 99, 121.3));

    /// <summary>MPU6886 at 1 kHz, ±4 g, filter at 420 Hz.</summary>
    public static SensorSetup Mpu6886At1KHz { get; } = new(SensorFamily.Mpu6886, 4, new SamplingSettings(1000, 8192, 420, 441.6));

    /// <summary>MPU6886 at 4 kHz, ±8 g, bandwidth 1046 Hz.</summary>
    public static SensorSetup Mpu6886At4KHz { get; } = new(SensorFamily.Mpu6886, 8, new SamplingSettings(4000, 4096, 1046, 1100));

    /// <summary>LIS3DH at 400 Hz, ±2 g, 12 bits.</summary>
    public static SensorSetup Lis3dhAt400Hz { get; } = Filtered(SensorFamily.Lis3dh, 2, 400, 1000, 400 / 9.0, 12);

    /// <summary>LSM6DSO at 833 Hz, ±4 g.</summary>
    public static SensorSetup Lsm6dsoAt833Hz { get; } = Filtered(SensorFamily.Lsm6dso, 4, 833, 8197, 416.5, 16);

    /// <summary>ADXL355 at 4 kHz, ±2 g, 20 bits.</summary>
    public static SensorSetup Adxl355At4KHz { get; } = Filtered(SensorFamily.Adxl355, 2, 4000, 256_000, 1000, 20);

    /// <summary>ADXL345 at 800 Hz, ±4 g, full resolution: 11 bits.</summary>
    public static SensorSetup Adxl345At800Hz { get; } = Filtered(SensorFamily.Adxl345, 4, 800, 256, 400, 11);

    private static SensorSetup Filtered(int family, int rangeG, int rateHz, double countsPerG, double bandwidthHz, int bits)
    {
        SamplingPlan plan = SamplingPlan.Filtered(rateHz, 1, countsPerG, bandwidthHz, bits);
        return new SensorSetup(family, rangeG, new SamplingSettings(rateHz, countsPerG, bandwidthHz, plan.NoiseBandwidthHz, bits));
    }
}
