using System.Numerics;

namespace NanoMonitor.Simulation.Randomness;

/// <summary>
/// A reproducible stream of random numbers: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). Each use takes its own stream, named by its purpose, so that drawing more numbers in one
/// place changes nothing elsewhere.
/// </summary>
public sealed class RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;
    private double _spareGaussian;
    private bool _hasSpareGaussian;

    /// <summary>The stream of this seed and purpose; equal arguments give equal numbers on every machine.</summary>
    public RandomStream(long seed, string purpose)
    {
        _state = unchecked((ulong)seed * Golden);
        foreach (char letter in purpose)
        {
            _state = Mix(BitOperations.RotateLeft(_state, 5) ^ letter);
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform()
    {
        return (NextBits() >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public double Uniform(double from, double to)
    {
        return from + ((to - from) * Uniform());
    }

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double Gaussian()
    {
        if (_hasSpareGaussian)
        {
            _hasSpareGaussian = false;
            return _spareGaussian;
        }

        double u, v, square;
        do
        {
            u = Uniform(-1, 1);
            v = Uniform(-1, 1);
            square = (u * u) + (v * v);
        }
        while (square >= 1 || square == 0);

        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareGaussian = v * scale;
        _hasSpareGaussian = true;
        return u * scale;
    }

    private ulong NextBits()
    {
        return Mix(unchecked(_state += Golden));
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
