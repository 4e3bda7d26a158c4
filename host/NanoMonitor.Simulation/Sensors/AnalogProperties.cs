using NanoMonitor.Core.Signal;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>What an accelerometer adds to the truth. Offsets lie within the tolerances of the data sheets.</summary>
/// <param name="NoiseMicroGPerRootHz">Noise density, µg/√Hz.</param>
/// <param name="OffsetXMilliG">Zero-g offset of x, mg.</param>
/// <param name="OffsetYMilliG">Zero-g offset of y, mg.</param>
/// <param name="OffsetZMilliG">Zero-g offset of z, mg.</param>
public sealed record AnalogProperties(
    double NoiseMicroGPerRootHz,
    double OffsetXMilliG,
    double OffsetYMilliG,
    double OffsetZMilliG)
{
    /// <summary>
    /// MPU6886, datasheet DS-000193, accelerometer specifications: noise 100 µg/√Hz; offsets within the initial tolerance.
    /// </summary>
    public static AnalogProperties Mpu6886 { get; } = new(100, 12, -9, 17);

    /// <summary>LIS3DH, datasheet DocID17530, mechanical characteristics: 220 µg/√Hz.</summary>
    public static AnalogProperties Lis3dh { get; } = new(220, 25, -31, 18);

    /// <summary>LSM6DSO, datasheet DS12140, mechanical characteristics: 70 µg/√Hz.</summary>
    public static AnalogProperties Lsm6dso { get; } = new(70, 11, -14, 9);

    /// <summary>IIS3DWB, datasheet DS12569, mechanical characteristics: 75 µg/√Hz.</summary>
    public static AnalogProperties Iis3dwb { get; } = new(75, 23, -16, 30);

    /// <summary>ADXL355, datasheet, specifications: 22.5 µg/√Hz.</summary>
    public static AnalogProperties Adxl355 { get; } = new(22.5, 14, -8, 21);

    /// <summary>ADXL345, datasheet, specifications: 290 µg/√Hz.</summary>
    public static AnalogProperties Adxl345 { get; } = new(290, 28, -35, 60);

    /// <summary>Those of a family.</summary>
    /// <param name="sensorFamily">One of <see cref="SensorFamily"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no virtual sensor of this family.</exception>
    public static AnalogProperties Of(int sensorFamily) => sensorFamily switch
    {
        SensorFamily.Mpu6886 => Mpu6886,
        SensorFamily.Lis3dh => Lis3dh,
        SensorFamily.Lsm6dso => Lsm6dso,
        SensorFamily.Iis3dwb => Iis3dwb,
        SensorFamily.Adxl355 => Adxl355,
        SensorFamily.Adxl345 => Adxl345,
        _ => throw new ArgumentOutOfRangeException(nameof(sensorFamily), sensorFamily, "There is no virtual sensor of this family."),
    };
}
