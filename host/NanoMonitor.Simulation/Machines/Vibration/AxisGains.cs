namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>How strongly a vibration reaches each axis.</summary>
public readonly record struct AxisGains(double X, double Y, double Z)
{
    /// <summary>Equally strong on all axes.</summary>
    public static AxisGains Even { get; } = new(1, 1, 1);

    /// <summary>Adds <paramref name="value"/> to each axis by its gain.</summary>
    public void AddTo(Span<double> accelerationG, double value)
    {
        accelerationG[0] += X * value;
        accelerationG[1] += Y * value;
        accelerationG[2] += Z * value;
    }
}
