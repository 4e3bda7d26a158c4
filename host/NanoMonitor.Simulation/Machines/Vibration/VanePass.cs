namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// Blades or vanes passing a fixed edge: pressure pulses at vanes × speed and its double, growing with the load
/// (Randall, "Vibration-based Condition Monitoring", 2011, section 2.2.4; Brennen, "Hydrodynamics of Pumps", 1994).
/// </summary>
/// <param name="vanes">Blades or vanes of the wheel, 1 … <see cref="Shaft.HighestOrder"/> / 2.</param>
/// <param name="peakG">Peak radial acceleration at vane pass frequency and rated load, in g.</param>
public sealed class VanePass(int vanes, double peakG) : IVibrationPart
{
    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        double amplitude = gain * peakG * (0.4 + (0.6 * shaft.Load));
        double second = 0.3 * shaft.Sin(2 * vanes);
        accelerationG[0] += amplitude * (shaft.Cos(vanes) + second);
        accelerationG[1] += amplitude * ((0.8 * shaft.Sin(vanes)) + second);
        accelerationG[2] += amplitude * 0.5 * shaft.Cos(vanes);
    }
}
