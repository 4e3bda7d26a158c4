using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Sensors.Tests;

/// <summary>Samples that tell their place: x counts up from 0, y = −x, z = 2x, in 16 bits.</summary>
internal sealed class CountingSource : ISampleSource
{
    private int _next;

    public SamplingSettings Settings { get; private set; }

    public double TemperatureC { get; set; } = 30;

    public void Begin(double timeSeconds, SamplingSettings settings) => Settings = settings;

    public bool TryNext(out CountSample sample)
    {
        sample = new CountSample((short)_next, (short)-_next, (short)(2 * _next), TemperatureC);
        _next++;
        return true;
    }

    public void Rewind()
    {
    }
}
