using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A rotor that touches a fixed part over an arc of each revolution: a blow where the contact begins, friction noise while it
/// lasts, both ringing a mode of the housing; every second contact is lighter, which gives half orders (partial rub:
/// Muszynska, "Rotordynamics", 2005).
/// </summary>
public sealed class Rubbing : IVibrationPart
{
    private const double CosOfHalfContactArc = 0.8;
    private const double LighterContact = 0.6;

    private readonly DampedResonance _mode;
    private readonly AxisGains _gains = new(1, 0.7, 0.4);
    private readonly double _blowG;
    private readonly RandomStream _random;
    private bool _inContact;

    /// <summary>A rub whose blows reach this peak acceleration, in g, in a mode of the housing.</summary>
    public Rubbing(long seed, double blowG, double resonanceHz, double dampingRatio)
    {
        _blowG = blowG;
        _mode = new DampedResonance(resonanceHz, dampingRatio);
        _random = new RandomStream(seed, "rubbing");
    }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        _mode.Begin(sampleRateHz);
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        _mode.Advance();
        bool inContact = shaft.Cos(1) > CosOfHalfContactArc;
        double strength = gain * _blowG * (shaft.CosOfHalfOrders(1) > 0 ? 1 : LighterContact);
        double friction = 0;
        if (inContact)
        {
            friction = 0.3 * strength * _random.Gaussian();
            _mode.Strike(_inContact ? friction : strength);
        }

        _inContact = inContact;
        _gains.AddTo(accelerationG, friction + _mode.Value);
    }
}
