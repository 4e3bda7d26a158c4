using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A mode of the housing kept ringing by rolling and friction noise: narrow-band Gaussian noise around its natural
/// frequency, as every healthy machine shows.
/// </summary>
public sealed class StructuralResonance : IVibrationPart
{
    private readonly DampedResonance _mode;
    private readonly AxisGains _rmsG;
    private readonly RandomStream _random;
    private double _drive;

    /// <summary>A mode that rings with this RMS per axis at rated load, in g.</summary>
    public StructuralResonance(long seed, double frequencyHz, double dampingRatio, AxisGains rmsG)
    {
        _mode = new DampedResonance(frequencyHz, dampingRatio);
        _rmsG = rmsG;
        _random = new RandomStream(seed, $"structural resonance {frequencyHz}");
    }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        _mode.Begin(sampleRateHz);

        // White drive of variance s² leaves the complex state with power s² / (1 − energy kept), half of it in the output.
        _drive = Math.Sqrt(2 * (1 - _mode.EnergyKeptPerSample));
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        _mode.Advance();
        _mode.Strike(_drive * _random.Gaussian());
        _rmsG.AddTo(accelerationG, gain * (0.6 + (0.4 * shaft.Load)) * _mode.Value);
    }
}
