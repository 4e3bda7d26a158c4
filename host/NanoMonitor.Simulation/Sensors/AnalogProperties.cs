namespace NanoMonitor.Simulation.Sensors;

/// <summary>What an accelerometer adds to the truth.</summary>
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
}
