namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// A sensor whose output words have dead bits: on x some of the lowest bits always read 0, on y as many always read 1, z is sound.
/// </summary>
/// <param name="source">The sensor's samples.</param>
/// <param name="bits">Bits from the lowest on, 0 or more.</param>
public sealed class StuckBits(ISampleSource source, int bits) : ISampleSource
{
    private readonly int _mask = (1 << bits) - 1;

    /// <inheritdoc/>
    public void Begin(double timeSeconds, SamplingSettings settings)
    {
        source.Begin(timeSeconds, settings);
    }

    /// <inheritdoc/>
    public bool TryNext(out CountSample sample)
    {
        bool any = source.TryNext(out CountSample sound);
        sample = sound with { X = sound.X & ~_mask, Y = sound.Y | _mask };
        return any;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        source.Rewind();
    }
}
