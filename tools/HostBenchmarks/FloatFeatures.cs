using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Tools.HostBenchmarks;

/// <summary>The default features of a window in float64 with MathNet's FFT: the same work as <see cref="FeatureExtractor"/>, its arrays kept too.</summary>
internal sealed class FloatFeatures
{
    private readonly FeatureSpec _spec;
    private readonly double[] _hann;
    private readonly double[] _values;
    private readonly Complex[] _spectrum;

    public FloatFeatures(FeatureSpec spec)
    {
        _spec = spec;
        _hann = [.. Enumerable.Range(0, spec.WindowLength).Select(n => 0.5 * (1 - Math.Cos(2 * Math.PI * n / spec.WindowLength)))];
        _values = new double[spec.FeatureCount];
        _spectrum = new Complex[spec.WindowLength];
    }

    /// <summary>log2 of each band's mean square in counts², log2 crest and log2 kurtosis, axis after axis.</summary>
    public double[] Extract(int[][] samples)
    {
        int position = 0;
        for (int axis = 0; axis < _spec.AxisCount; axis++)
        {
            position = Put(samples[axis], position);
        }

        return _values;
    }

    private int Put(int[] samples, int position)
    {
        double sum = 0;
        foreach (int sample in samples)
        {
            sum += sample;
        }

        double mean = sum / samples.Length;
        double second = 0;
        double fourth = 0;
        double peak = 0;
        for (int n = 0; n < samples.Length; n++)
        {
            double deviation = samples[n] - mean;
            double square = deviation * deviation;
            second += square;
            fourth += square * square;
            peak = Math.Max(peak, Math.Abs(deviation));
            _spectrum[n] = deviation * _hann[n];
        }

        Fourier.Forward(_spectrum, FourierOptions.NoScaling);
        double gain = 2 / (samples.Length * (double)samples.Length * 0.375);
        for (int band = 0; band < _spec.BandCount; band++)
        {
            double energy = 0;
            for (int bin = _spec.BandEdges[band]; bin < _spec.BandEdges[band + 1]; bin++)
            {
                Complex value = _spectrum[bin];
                energy += (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
            }

            _values[position++] = Math.Log2(energy * gain);
        }

        double variance = second / samples.Length;
        _values[position++] = Math.Log2(peak / Math.Sqrt(variance));
        _values[position++] = Math.Log2(fourth / samples.Length / (variance * variance));
        return position;
    }
}
