using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>Power of a signal over frequency, from one Hann-windowed transform of its whole length.</summary>
internal sealed class Spectrum
{
    private readonly double[] _power;
    private readonly double _binHz;

    public Spectrum(double[] signal, double sampleRateHz)
    {
        double mean = signal.Average();
        double[] window = Window.HannPeriodic(signal.Length);
        Complex[] bins = [.. signal.Select((value, n) => new Complex((value - mean) * window[n], 0))];
        Fourier.Forward(bins, FourierOptions.AsymmetricScaling);
        _power = [.. bins.Take(signal.Length / 2).Select(bin => bin.Magnitude * bin.Magnitude)];
        _binHz = sampleRateHz / signal.Length;
    }

    public double PeakHz(double fromHz, double toHz)
    {
        int first = (int)Math.Ceiling(fromHz / _binHz);
        int last = (int)Math.Floor(toHz / _binHz);
        return _binHz * Enumerable.Range(first, last - first + 1).MaxBy(bin => _power[bin]);
    }

    public double Energy(double fromHz, double toHz)
    {
        int first = (int)Math.Ceiling(fromHz / _binHz);
        int last = (int)Math.Floor(toHz / _binHz);
        return _power[first..(last + 1)].Sum();
    }
}
