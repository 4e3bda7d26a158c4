using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Sensors.Tests;

/// <summary>Samples that tell their place: x counts up from 0, y = −x, z = 2x, each in the sensor's bits.</summary>
internal sealed class CountingSource : ISampleSource
{
    private int _next;

    public SamplingSettings Settings { get; private set; }

    public double TemperatureC { get; set; } = 30;

    /// <summary>The n-th sample.</summary>
    public static CountSample At(int n, int sampleBits, double temperatureC)
    {
        int unused = 32 - sampleBits;
        return new CountSample(n << unused >> unused, -n << unused >> unused, 2 * n << unused >> unused, temperatureC);
    }

    public void Begin(double timeSeconds, SamplingSettings settings) => Settings = settings;

    public bool TryNext(out CountSample sample)
    {
        sample = At(_next, Settings.SampleBits, TemperatureC);
        _next++;
        return true;
    }

    public void Rewind()
    {
    }
}
