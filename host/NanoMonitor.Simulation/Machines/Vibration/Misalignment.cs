namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// Shafts out of line at the coupling: twice per revolution, strong in the axial direction, with some of the first and third
/// order, growing with the torque (Randall, "Vibration-based Condition Monitoring", 2011, section 2.2.1).
/// </summary>
/// <param name="peakG">Peak axial acceleration of the second order at rated load, in g.</param>
public sealed class Misalignment(double peakG) : IVibrationPart
{
    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        double amplitude = gain * peakG * (0.5 + (0.5 * shaft.Load));
        accelerationG[0] += amplitude * 0.5 * shaft.Sin(2);
        accelerationG[1] += amplitude * ((0.4 * shaft.Cos(2)) + (0.15 * shaft.Sin(3)));
        accelerationG[2] += amplitude * (shaft.Cos(2) + (0.4 * shaft.Sin(1)) + (0.2 * shaft.Cos(3)));
    }
}
