using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Sensors.Tests;

/// <summary>The highest count on x, the lowest on y, −1 on z.</summary>
internal sealed class SteadySource : ISampleSource
{
    private int _limit;

    public void Begin(double timeSeconds, SamplingSettings settings) => _limit = 1 << (settings.SampleBits - 1);

    public bool TryNext(out CountSample sample)
    {
        sample = new CountSample(_limit - 1, -_limit, -1, 25);
        return true;
    }

    public void Rewind()
    {
    }
}
