using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace NanoMonitor.Training.Clips;

/// <summary>
/// Log-mel spectrogram with the settings of the DCASE 2020 task 2 baseline: frames of 1024 samples every 512, periodic Hann window, power
/// spectrum, 128 triangular filters of unit area, evenly spaced on Slaney's mel scale (Slaney, "Auditory Toolbox", 1998) from 0 to half
/// the sample rate, 10·log10. Frames are not padded: the first starts at sample 0.
/// </summary>
public sealed class LogMel
{
    /// <summary>Filters.</summary>
    public const int Bands = 128;

    /// <summary>Samples of a frame.</summary>
    public const int FrameLength = 1024;

    /// <summary>Samples from frame to frame.</summary>
    public const int Hop = 512;

    private const int Bins = (FrameLength / 2) + 1;
    private const double LeastPower = 1e-10;

    // Slaney's scale: linear with 200/3 Hz a mel up to 1 kHz, then 27 mels for a factor of 6.4.
    private const double HertzPerMel = 200.0 / 3;
    private const double BreakHertz = 1000;
    private const double BreakMel = BreakHertz / HertzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly double[] hann = Window.HannPeriodic(FrameLength);
    private readonly (int First, double[] Weights)[] filters;

    /// <param name="sampleRateHz">Of the sound.</param>
    public LogMel(int sampleRateHz)
    {
        double top = Mel(sampleRateHz / 2.0);
        double[] edges = [.. Enumerable.Range(0, Bands + 2).Select(i => Hertz(top * i / (Bands + 1)))];
        double binHz = sampleRateHz / (double)FrameLength;
        filters = [.. Enumerable.Range(0, Bands).Select(band => Filter(edges[band], edges[band + 1], edges[band + 2], binHz))];
    }

    /// <summary>The spectrogram.</summary>
    /// <param name="samples">At least one frame.</param>
    /// <returns>[frame][band], dB.</returns>
    public float[][] Of(float[] samples)
    {
        int frames = 1 + ((samples.Length - FrameLength) / Hop);
        return [.. Enumerable.Range(0, frames).Select(frame => Frame(samples.AsSpan(frame * Hop, FrameLength)))];
    }

    private static double Mel(double hertz) => hertz < BreakHertz ? hertz / HertzPerMel : BreakMel + (Math.Log(hertz / BreakHertz) / LogStep);

    private static double Hertz(double mel) => mel < BreakMel ? mel * HertzPerMel : BreakHertz * Math.Exp(LogStep * (mel - BreakMel));

    private static (int First, double[] Weights) Filter(double low, double centre, double high, double binHz)
    {
        double[] all = [.. Enumerable.Range(0, Bins).Select(bin =>
            Math.Max(0, Math.Min(((bin * binHz) - low) / (centre - low), (high - (bin * binHz)) / (high - centre))) * 2 / (high - low))];
        int first = Math.Max(0, Array.FindIndex(all, weight => weight > 0));
        int last = Math.Max(first, Array.FindLastIndex(all, weight => weight > 0));
        return (first, all[first..(last + 1)]);
    }

    private float[] Frame(ReadOnlySpan<float> samples)
    {
        var spectrum = new Complex[FrameLength];
        for (int n = 0; n < FrameLength; n++)
        {
            spectrum[n] = samples[n] * hann[n];
        }

        Fourier.Forward(spectrum, FourierOptions.AsymmetricScaling);
        return Array.ConvertAll(filters, filter => (float)(10 * Math.Log10(Math.Max(LeastPower, Energy(spectrum, filter)))));
    }

    private static double Energy(Complex[] spectrum, (int First, double[] Weights) filter)
    {
        double energy = 0;
        for (int i = 0; i < filter.Weights.Length; i++)
        {
            var bin = spectrum[filter.First + i];
            energy += filter.Weights[i] * ((bin.Real * bin.Real) + (bin.Imaginary * bin.Imaginary));
        }

        return energy;
    }
}
