namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A damped mode of a structure: struck at any instant with amplitude A it answers with A·e^(−ζωt)·sin(ω_d t),
/// ω_d = ω√(1 − ζ²). Kept as one complex number turned and shrunk by each sample, so strikes add up exactly and may fall
/// between samples.
/// </summary>
/// <param name="frequencyHz">Natural frequency ω / 2π.</param>
/// <param name="dampingRatio">Damping ratio ζ, 0 … 1.</param>
public sealed class DampedResonance(double frequencyHz, double dampingRatio)
{
    private readonly double _decayPerSecond = Math.Tau * frequencyHz * dampingRatio;
    private readonly double _angularFrequency = Math.Tau * frequencyHz * Math.Sqrt(1 - (dampingRatio * dampingRatio));
    private double _stepCos;
    private double _stepSin;
    private double _real;

    /// <summary>The oscillation at this sample.</summary>
    public double Value { get; private set; }

    /// <summary>Share of the oscillation's energy that is left after one sample.</summary>
    public double EnergyKeptPerSample { get; private set; }

    /// <summary>Prepares for samples at this rate.</summary>
    public void Begin(double sampleRateHz)
    {
        double decay = Math.Exp(-_decayPerSecond / sampleRateHz);
        (double sin, double cos) = Math.SinCos(_angularFrequency / sampleRateHz);
        _stepCos = decay * cos;
        _stepSin = decay * sin;
        EnergyKeptPerSample = decay * decay;
    }

    /// <summary>Goes on to the next sample.</summary>
    public void Advance()
    {
        double real = _real;
        _real = (_stepCos * real) - (_stepSin * Value);
        Value = (_stepSin * real) + (_stepCos * Value);
    }

    /// <summary>A strike this long before the present sample.</summary>
    public void Strike(double amplitude, double secondsAgo)
    {
        (double sin, double cos) = Math.SinCos(_angularFrequency * secondsAgo);
        double left = amplitude * Math.Exp(-_decayPerSecond * secondsAgo);
        _real += left * cos;
        Value += left * sin;
    }

    /// <summary>A strike at the present sample, for driving the mode with noise.</summary>
    public void Strike(double amplitude)
    {
        _real += amplitude;
    }
}
