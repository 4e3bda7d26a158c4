using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A local defect in a rolling bearing: each passing contact strikes a resonance of the housing (McFadden and Smith, "Model
/// for the vibration produced by a single point defect in a rolling element bearing", J. Sound and Vibration 96, 1984).
/// Strikes come with a random slip around the kinematic rate (Antoni and Randall, "A stochastic model for simulation and
/// diagnostics of rolling element bearings with localized faults", J. Vibration and Acoustics 125, 2003), and as strong as
/// the load on the contact: Stribeck's distribution (1 − (1 − cos ψ) / 2ε)^1.5 for ball bearings over the angle ψ from the
/// load's direction.
/// </summary>
public sealed class BearingDefect : IVibrationPart
{
    private const double RelativeSlip = 0.01;
    private const double AmplitudeScatter = 0.15;
    private const double LoadZoneExtent = 0.45;

    private readonly BearingDefectLocation _location;
    private readonly double _strikeOrder;
    private readonly double _cageOrder;
    private readonly double _strikeG;
    private readonly AxisGains _gains = new(0.6, 1, 0.3);
    private readonly DampedResonance _mode;
    private readonly RandomStream _random;
    private double _samplePeriodSeconds;
    private double _strikesToGo = 1;
    private double _cageRevolutions;

    /// <summary>A defect whose strikes reach this peak acceleration, in g, at rated load and gain 1.</summary>
    public BearingDefect(
        long seed,
        BearingGeometry geometry,
        BearingDefectLocation location,
        double strikeG,
        double resonanceHz,
        double dampingRatio)
    {
        _location = location;
        _strikeG = strikeG;
        _cageOrder = geometry.CageOrder;
        _strikeOrder = location switch
        {
            BearingDefectLocation.OuterRace => geometry.OuterRaceOrder,
            BearingDefectLocation.InnerRace => geometry.InnerRaceOrder,
            BearingDefectLocation.Ball => 2 * geometry.BallSpinOrder,
            _ => geometry.CageOrder,
        };
        _mode = new DampedResonance(resonanceHz, dampingRatio);
        _random = new RandomStream(seed, $"bearing defect {location}");
    }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        _samplePeriodSeconds = 1 / sampleRateHz;
        _mode.Begin(sampleRateHz);
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        _mode.Advance();
        _cageRevolutions = (_cageRevolutions + (_cageOrder * shaft.SpeedHz * _samplePeriodSeconds)) % 1;
        double strikesPerSecond = _strikeOrder * shaft.SpeedHz;
        _strikesToGo -= strikesPerSecond * _samplePeriodSeconds;
        while (_strikesToGo <= 0)
        {
            double strength = _strikeG * (0.5 + (0.5 * shaft.Load)) * ContactLoad(shaft);
            double scatter = 1 + (AmplitudeScatter * _random.Gaussian());
            _mode.Strike(gain * strength * scatter, -_strikesToGo / strikesPerSecond);
            _strikesToGo += Math.Max(0.5, 1 + (RelativeSlip * _random.Gaussian()));
        }

        _gains.AddTo(accelerationG, _mode.Value);
    }

    private double ContactLoad(Shaft shaft)
    {
        double cosFromLoad = _location switch
        {
            BearingDefectLocation.InnerRace => shaft.Cos(1),
            BearingDefectLocation.Ball => Math.Cos(Math.Tau * _cageRevolutions),
            _ => 1,
        };
        return Math.Pow(Math.Max(0, 1 - ((1 - cosFromLoad) / (2 * LoadZoneExtent))), 1.5);
    }
}
