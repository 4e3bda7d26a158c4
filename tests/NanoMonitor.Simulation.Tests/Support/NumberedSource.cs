using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>Samples that carry their own number: x = n, y = −n, z = 1000 + n, at a set temperature.</summary>
internal sealed class NumberedSource(double temperatureC = 25) : ISampleSource
{
    public int Taken { get; private set; }

    public int Rewinds { get; private set; }

    public List<(double TimeSeconds, SamplingSettings Settings)> Begins { get; } = [];

    public void Begin(double timeSeconds, SamplingSettings settings)
    {
        Begins.Add((timeSeconds, settings));
    }

    public bool TryNext(out CountSample sample)
    {
        int n = Taken++;
        sample = new CountSample((short)n, (short)-n, (short)(1000 + n), temperatureC);
        return true;
    }

    public void Rewind()
    {
        Rewinds++;
        Taken = 0;
    }
}
