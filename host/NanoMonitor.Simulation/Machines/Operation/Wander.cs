using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Operation;

/// <summary>
/// A slow, bounded fluctuation around zero with RMS 1: four sines of seeded periods and phases. It recurs, never drifts
/// away, and is a function of time alone.
/// </summary>
public sealed class Wander
{
    private const int SineCount = 4;

    private readonly double[] _angularFrequency = new double[SineCount];
    private readonly double[] _phase = new double[SineCount];

    /// <summary>A fluctuation with periods between the two given ones, spread evenly in their logarithm.</summary>
    public Wander(long seed, string purpose, double shortestPeriodSeconds, double longestPeriodSeconds)
    {
        var random = new RandomStream(seed, purpose);
        for (int i = 0; i < SineCount; i++)
        {
            double share = (i + random.Uniform()) / SineCount;
            double period = shortestPeriodSeconds * Math.Pow(longestPeriodSeconds / shortestPeriodSeconds, share);
            _angularFrequency[i] = Math.Tau / period;
            _phase[i] = random.Uniform(0, Math.Tau);
        }
    }

    /// <summary>Value at a time, within ±2.9.</summary>
    public double At(double timeSeconds)
    {
        double sum = 0;
        for (int i = 0; i < SineCount; i++)
        {
            sum += Math.Sin((_angularFrequency[i] * timeSeconds) + _phase[i]);
        }

        return sum * Math.Sqrt(2.0 / SineCount);
    }
}
