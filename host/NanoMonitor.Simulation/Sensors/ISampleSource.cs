namespace NanoMonitor.Simulation.Sensors;

/// <summary>Where a virtual accelerometer gets its samples from, in counts.</summary>
public interface ISampleSource
{
    /// <summary>
    /// Sampling begins, or goes on with other settings: sample n, counted from 0, is taken at
    /// <paramref name="timeSeconds"/> + (n + 1) / rate, in seconds since the board was made.
    /// </summary>
    void Begin(double timeSeconds, SamplingSettings settings);

    /// <summary>The next sample.</summary>
    /// <returns>False when there is none any more.</returns>
    bool TryNext(out CountSample sample);

    /// <summary>Whatever was taken so far was never read; a recording starts again, a live machine takes no notice.</summary>
    void Rewind();
}
