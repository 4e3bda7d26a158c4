using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Sensors.Tests;

/// <summary>A driver on a bus, with its virtual twin.</summary>
/// <param name="Family">One of <see cref="SensorFamily"/>.</param>
/// <param name="SampleRateHz">A rate that suits tests.</param>
/// <param name="RangesG">All its ranges.</param>
/// <param name="RatesHz">Its rates, or some of them, ascending up to the highest.</param>
/// <param name="TemperatureErrorC">How far its own temperature may be off for its resolution; negative when it has none.</param>
/// <param name="Address">On I2C; 0 on SPI.</param>
/// <param name="Twin">Makes the twin.</param>
/// <param name="Driver">Makes the driver for a range and a rate.</param>
internal sealed record Part(
    int Family,
    int SampleRateHz,
    int[] RangesG,
    int[] RatesHz,
    double TemperatureErrorC,
    int Address,
    Func<IClock, ISampleSource, int, VirtualAccelerometer> Twin,
    Func<int, int, Accelerometer> Driver)
{
    private static readonly int[] rangesG = [2, 4, 8, 16];
    private static readonly int[] lsm6dsoRatesHz = [26, 52, 104, 208, 416, 833, 1667, 3333, 6667];
    private static readonly int[] adxl345RatesHz = [25, 50, 100, 200, 400, 800];

    public static IReadOnlyDictionary<string, Part> All { get; } = new Dictionary<string, Part>
    {
        ["MPU6886"] = new(
            SensorFamily.Mpu6886, 1000, rangesG, [4, 200, 1000, 4000], 0.02, Mpu6886.DefaultAddress,
            (clock, source, ppm) => new VirtualMpu6886(clock, source, ppm),
            (g, hz) => new Mpu6886(Bench.OpenI2c(Mpu6886.DefaultAddress), g, hz)),
        ["LIS3DH"] = new(
            SensorFamily.Lis3dh, 400, rangesG, [1, 10, 25, 50, 100, 200, 400, 1344], 0.26, Lis3dh.DefaultAddress,
            (clock, source, ppm) => new VirtualLis3dh(clock, source, ppm),
            (g, hz) => new Lis3dh(Bench.OpenI2c(Lis3dh.DefaultAddress), g, hz)),
        ["LSM6DSO on I2C"] = new(
            SensorFamily.Lsm6dso, 1667, rangesG, lsm6dsoRatesHz[..8], 0.02, Lsm6dso.DefaultAddress,
            (clock, source, ppm) => new VirtualLsm6dso(clock, source, ppm),
            (g, hz) => new Lsm6dso(Bench.OpenI2c(Lsm6dso.DefaultAddress), g, hz)),
        ["LSM6DSO on SPI"] = new(
            SensorFamily.Lsm6dso, 1667, rangesG, lsm6dsoRatesHz, 0.02, 0,
            (clock, source, ppm) => new VirtualLsm6dso(clock, source, ppm),
            (g, hz) => new Lsm6dso(Bench.OpenSpi(), g, hz)),
        ["IIS3DWB"] = new(
            SensorFamily.Iis3dwb, 26667, rangesG, [26667], 0.02, 0,
            (clock, source, ppm) => new VirtualIis3dwb(clock, source, ppm),
            (g, hz) => new Iis3dwb(Bench.OpenSpi(), g, hz)),
        ["ADXL355"] = new(
            SensorFamily.Adxl355, 1000, rangesG[..3], [125, 250, 500, 1000, 2000, 4000], 0.08, 0,
            (clock, source, ppm) => new VirtualAdxl355(clock, source, ppm),
            (g, hz) => new Adxl355(Bench.OpenSpi(), g, hz)),
        ["ADXL345 on I2C"] = new(
            SensorFamily.Adxl345, 400, rangesG, adxl345RatesHz, -1, Adxl345.DefaultAddress,
            (clock, source, ppm) => new VirtualAdxl345(clock, source, ppm),
            (g, hz) => new Adxl345(Bench.OpenI2c(Adxl345.DefaultAddress), g, hz)),
        ["ADXL345 on SPI"] = new(
            SensorFamily.Adxl345, 400, rangesG, adxl345RatesHz, -1, 0,
            (clock, source, ppm) => new VirtualAdxl345(clock, source, ppm),
            (g, hz) => new Adxl345(Bench.OpenSpi(Adxl345.HighestClockHz), g, hz)),
    };

    public bool IsOnSpi => Address == 0;

    /// <summary>Wires a twin to the bus this part is on.</summary>
    public void Attach(Bench bench, VirtualAccelerometer twin)
    {
        if (IsOnSpi)
        {
            bench.AttachSpi((ISpiTarget)twin);
        }
        else
        {
            bench.AttachI2c(Address, (II2cTarget)twin);
        }
    }
}
