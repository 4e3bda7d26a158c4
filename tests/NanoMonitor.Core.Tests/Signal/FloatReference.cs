using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

/// <summary>The signal chain in float64, with MathNet's FFT.</summary>
internal static class FloatReference
{
    /// <summary>Energy Σ|X_k|² of each band of one axis, mean removed and Hann window applied.</summary>
    public static double[] BandEnergies(FeatureSpec spec, int[] samples)
    {
        var energies = BinEnergies(samples);
        return Enumerable.Range(0, spec.BandCount)
            .Select(band => energies[spec.BandEdges[band]..spec.BandEdges[band + 1]].Sum())
            .ToArray();
    }

    /// <summary>|X_k|² of every bin of one axis, mean removed and Hann window applied.</summary>
    public static double[] BinEnergies(int[] samples)
    {
        var n = samples.Length;
        var mean = samples.Average();
        var spectrum = samples
            .Select((x, i) => new Complex((x - mean) * 0.5 * (1 - Math.Cos(2 * Math.PI * i / n)), 0))
            .ToArray();
        Fourier.Forward(spectrum, FourierOptions.NoScaling);
        return [.. spectrum.Select(bin => bin.Real * bin.Real + bin.Imaginary * bin.Imaginary)];
    }

    /// <summary>log2 of a band's mean square in counts².</summary>
    public static double LogMeanSquare(FeatureSpec spec, double energy)
    {
        return Math.Log2(energy * 2 / (spec.WindowLength * (double)spec.WindowLength * 0.375));
    }

    /// <summary>Energy that white noise of 1 LSB rms has in a band, on average.</summary>
    public static double OneLsbNoise(FeatureSpec spec, int band)
    {
        return (spec.BandEdges[band + 1] - spec.BandEdges[band]) * spec.WindowLength * 0.375;
    }

    /// <summary>Standard deviation, crest factor and kurtosis of one axis.</summary>
    public static (double Rms, double Crest, double Kurtosis) Moments(int[] samples)
    {
        var mean = samples.Average();
        var variance = samples.Average(x => (x - mean) * (x - mean));
        var fourth = samples.Average(x => Math.Pow(x - mean, 4));
        return (Math.Sqrt(variance), samples.Max(x => Math.Abs(x - mean)) / Math.Sqrt(variance), fourth / (variance * variance));
    }
}
