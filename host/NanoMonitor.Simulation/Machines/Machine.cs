using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Machines.Vibration;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// A machine put together from parts: a shaft that follows an operating schedule, healthy parts that always vibrate, one
/// fault part whose gain is the fault's severity, and a housing that warms up.
/// </summary>
public abstract class Machine : IMachine
{
    private const double ControlRateHz = 50;
    private const double SecondsPerDay = 86_400;

    private readonly OperatingSchedule _schedule;
    private readonly OperatingSchedule _thermalSchedule;
    private readonly ThermalProperties _thermal;
    private readonly ThermalBody _housing;
    private readonly Wander _ambient;
    private readonly Shaft _shaft;
    private readonly IVibrationPart[] _parts;
    private readonly IVibrationPart _faultPart;
    private double _beginSeconds;
    private double _sampleRateHz;
    private long _samples;
    private int _samplesPerControl;
    private OperatingState _state;
    private double _severity;
    private double _ageingGain;

    /// <summary>A machine of a seed: the same seed, the same life.</summary>
    protected Machine(
        long seed,
        IReadOnlyList<OperatingPoint> points,
        ThermalProperties thermal,
        IReadOnlyList<IVibrationPart> parts,
        IVibrationPart faultPart)
    {
        _schedule = new OperatingSchedule(points, seed);
        _thermalSchedule = new OperatingSchedule(points, seed);
        _thermal = thermal;
        _ambient = new Wander(seed, "ambient temperature", 1200, 7200);
        double meanLoad = _schedule.MeanLoad;
        _housing = new ThermalBody(
            thermal.AmbientC + (thermal.RatedRiseC * meanLoad * meanLoad),
            thermal.TimeConstantSeconds,
            SettledTemperatureC);
        _shaft = new Shaft(new RandomStream(seed, "shaft").Uniform());
        _parts = [.. parts];
        _faultPart = faultPart;
    }

    /// <summary>
    /// The fault's course. It may be replaced while no time passes; for reproducible runs the new one starts no earlier than
    /// now.
    /// </summary>
    public FaultSchedule Fault { get; set; } = FaultSchedule.None;

    /// <summary>Growth of all vibration by wear: 0.01 is 1 % a day, compounded.</summary>
    public double AgeingPerDay { get; init; }

    /// <summary>Amplitude, in K, of the ambient temperature's sine over each day of machine time.</summary>
    public double DailySwingK { get; init; }

    /// <inheritdoc/>
    public double TemperatureC(double timeSeconds)
    {
        return _housing.TemperatureC(timeSeconds);
    }

    /// <inheritdoc/>
    public void Begin(double timeSeconds, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        _beginSeconds = timeSeconds;
        _sampleRateHz = sampleRateHz;
        _samples = 0;
        _samplesPerControl = Math.Max(1, (int)Math.Round(sampleRateHz / ControlRateHz));
        _shaft.Begin(sampleRateHz);
        _faultPart.Begin(sampleRateHz);
        foreach (IVibrationPart part in _parts)
        {
            part.Begin(sampleRateHz);
        }
    }

    /// <inheritdoc/>
    public void Next(Span<double> accelerationG)
    {
        if (_samples % _samplesPerControl == 0)
        {
            Control(_beginSeconds + ((_samples + 1) / _sampleRateHz));
        }

        _samples++;
        _shaft.Advance(_state.SpeedHz, _state.Load);
        accelerationG[..3].Clear();
        foreach (IVibrationPart part in _parts)
        {
            part.AddTo(accelerationG, _shaft, _ageingGain);
        }

        if (_severity > 0)
        {
            _faultPart.AddTo(accelerationG, _shaft, _severity);
        }
    }

    /// <summary>What changes slowly is worked out fifty times a second and held in between.</summary>
    private void Control(double timeSeconds)
    {
        _state = _schedule.At(timeSeconds);
        _severity = Fault.SeverityAt(timeSeconds);
        _ageingGain = Math.Exp(Math.Log(1 + AgeingPerDay) * timeSeconds / SecondsPerDay);
    }

    private double SettledTemperatureC(double timeSeconds)
    {
        double load = _thermalSchedule.At(timeSeconds).Load;
        return _thermal.AmbientC
            + (0.5 * _ambient.At(timeSeconds))
            + (DailySwingK * Math.Sin(Math.Tau * timeSeconds / SecondsPerDay))
            + (_thermal.RatedRiseC * load * load)
            + (_thermal.FaultRiseC * Fault.SeverityAt(timeSeconds));
    }
}
