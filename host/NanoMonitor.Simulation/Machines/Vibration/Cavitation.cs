using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// Vapour bubbles collapsing in a pump: broadband random vibration rising towards high frequencies, stronger as each vane
/// passes and swelling in bursts of some tens of milliseconds, with single hard collapses that ring the casing (Brennen,
/// "Hydrodynamics of Pumps", 1994, chapters on cavitation; Mousmoulis et al., Applied Acoustics 182, 2021, for the
/// modulation by the vanes).
/// </summary>
public sealed class Cavitation : IVibrationPart
{
    private const double BurstSeconds = 0.03;
    private const double BurstDepth = 0.5;
    private const double VaneModulation = 0.5;
    private const double CollapsesPerSecond = 60;
    private const double CollapseShare = 3;

    private readonly int _vanes;
    private readonly double _rmsG;
    private readonly RandomStream _random;
    private readonly DampedResonance _casing;
    private readonly AxisGains _casingGains = new(0.8, 1, 0.6);
    private double _burst;
    private double _burstMemory;
    private double _burstInnovation;
    private double _collapsesPerSample;
    private double _lastX;
    private double _lastY;
    private double _lastZ;

    /// <summary>Cavitation of about this broadband RMS, in g, at gain 1, behind a wheel of so many vanes.</summary>
    public Cavitation(long seed, int vanes, double rmsG, double casingResonanceHz)
    {
        _vanes = vanes;
        _rmsG = rmsG;
        _casing = new DampedResonance(casingResonanceHz, 0.04);
        _random = new RandomStream(seed, "cavitation");
    }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        _casing.Begin(sampleRateHz);
        _burstMemory = Math.Exp(-1 / (BurstSeconds * sampleRateHz));
        _burstInnovation = Math.Sqrt(1 - (_burstMemory * _burstMemory));
        _collapsesPerSample = CollapsesPerSecond / sampleRateHz;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        _burst = (_burstMemory * _burst) + (_burstInnovation * _random.Gaussian());
        double envelope = gain * _rmsG * Math.Exp(BurstDepth * _burst) * (1 + (VaneModulation * shaft.Cos(_vanes)));
        accelerationG[0] += envelope * Rising(ref _lastX);
        accelerationG[1] += envelope * Rising(ref _lastY);
        accelerationG[2] += envelope * Rising(ref _lastZ);

        _casing.Advance();
        if (_random.Uniform() < _collapsesPerSample)
        {
            _casing.Strike(CollapseShare * envelope * _random.Uniform());
        }

        _casingGains.AddTo(accelerationG, _casing.Value);
    }

    /// <summary>Noise of RMS 1 whose density grows with frequency: the partial difference of white noise.</summary>
    private double Rising(ref double last)
    {
        const double Share = 0.6;
        double white = _random.Gaussian();
        double rising = (white - (Share * last)) / Math.Sqrt(1 + (Share * Share));
        last = white;
        return rising;
    }
}
