using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// The mains picked up by a sensor and its cable, as strong as whatever else hangs on the grid makes it: the line frequency with odd
/// harmonics of rectifiers, the same on all axes but for their gains. Frequency and harmonics stay within EN 50160 (50 Hz ± 1 %; third
/// 5 %, fifth 6 %, seventh 5 %).
/// </summary>
public sealed class MainsPickUp : IMachine
{
    private const double LineHz = 50;
    private const double LineWander = 0.0005;
    private const double LevelWander = 0.35;

    private static readonly (int Order, double Share)[] Harmonics = [(1, 1), (3, 0.05), (5, 0.06), (7, 0.05)];
    private static readonly double[] AxisGain = [1, 0.8, 0.6];

    private readonly IMachine _machine;
    private readonly Wander _line;
    private readonly Wander _level;
    private double _beginSeconds;
    private double _sampleRateHz;
    private long _samples;
    private double _periods;

    /// <summary>Pick-up of a seed's grid around a machine.</summary>
    public MainsPickUp(IMachine machine, long seed)
    {
        _machine = machine;
        _line = new Wander(seed, "line frequency", 20, 900);
        _level = new Wander(seed, "mains level", 8, 300);
    }

    /// <summary>Peak at the line frequency, in g, about which it wanders.</summary>
    public double LevelG { get; set; }

    /// <inheritdoc/>
    public double TemperatureC(double timeSeconds)
    {
        return _machine.TemperatureC(timeSeconds);
    }

    /// <inheritdoc/>
    public void Begin(double timeSeconds, double sampleRateHz)
    {
        _beginSeconds = timeSeconds;
        _sampleRateHz = sampleRateHz;
        _samples = 0;
        _machine.Begin(timeSeconds, sampleRateHz);
    }

    /// <inheritdoc/>
    public void Next(Span<double> accelerationG)
    {
        _machine.Next(accelerationG);
        _samples++;
        if (LevelG == 0)
        {
            return;
        }

        double timeSeconds = _beginSeconds + (_samples / _sampleRateHz);
        _periods = (_periods + (LineHz * (1 + (LineWander * _line.At(timeSeconds))) / _sampleRateHz)) % 1;
        double level = LevelG * Math.Exp(LevelWander * _level.At(timeSeconds));
        double sum = 0;
        foreach ((int order, double share) in Harmonics)
        {
            sum += share * Math.Sin(Math.Tau * order * _periods);
        }

        for (int axis = 0; axis < 3; axis++)
        {
            accelerationG[axis] += AxisGain[axis] * level * sum;
        }
    }
}
