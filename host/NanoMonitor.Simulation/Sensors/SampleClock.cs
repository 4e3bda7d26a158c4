namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// Counts a sensor's samples exactly: the number due is rate × time, in integers, rounded down.
/// </summary>
/// <param name="StartMicroseconds">When sampling began.</param>
/// <param name="InternalRateHz">Rate before division.</param>
/// <param name="Divider">Divider of that rate, 1 or more.</param>
/// <param name="OscillatorErrorPpm">How much the sensor's oscillator is fast (positive) or slow, parts per million.</param>
public readonly record struct SampleClock(
    long StartMicroseconds,
    int InternalRateHz,
    int Divider,
    int OscillatorErrorPpm)
{
    private const long Million = 1_000_000;

    /// <summary>Real sample rate.</summary>
    public double SampleRateHz => InternalRateHz / (double)Divider * (1 + (OscillatorErrorPpm / (double)Million));

    /// <summary>Samples taken from the start up to and including this time; sample n is due at (n + 1) / rate.</summary>
    public long SamplesUntil(long nowMicroseconds)
    {
        Int128 ticks = (Int128)(nowMicroseconds - StartMicroseconds) * InternalRateHz * (Million + OscillatorErrorPpm);
        return (long)(ticks / ((Int128)Million * Million * Divider));
    }
}
