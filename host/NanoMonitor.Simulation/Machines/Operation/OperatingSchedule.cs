using System.Diagnostics.CodeAnalysis;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Operation;

/// <summary>
/// The course of a machine's work: it stays at one operating point for 0.6 to 1.4 of that point's dwell time, ramps within
/// two seconds to another one chosen at random, and so on, while speed and load wander a little around the point.
/// A seeded function of time: what was asked before does not change the answer.
/// </summary>
public sealed class OperatingSchedule
{
    private const double RampSeconds = 2;
    private const double SpeedWander = 0.0015;
    private const double LoadWander = 0.03;

    private readonly OperatingPoint[] _points;
    private readonly long _seed;
    private readonly Wander _speedWander;
    private readonly Wander _loadWander;
    private RandomStream _random;
    private OperatingPoint _point;
    private OperatingPoint _nextPoint;
    private double _segmentStart;
    private double _segmentEnd;

    /// <summary>The course of this seed over one or more points.</summary>
    public OperatingSchedule(IReadOnlyList<OperatingPoint> points, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Count);
        _points = [.. points];
        _seed = seed;
        _speedWander = new Wander(seed, "schedule.speed", 15, 60);
        _loadWander = new Wander(seed, "schedule.load", 10, 50);
        Restart();
    }

    /// <summary>Mean load over all points, each for its dwell time.</summary>
    public double MeanLoad => _points.Sum(p => p.Load * p.DwellSeconds) / _points.Sum(p => p.DwellSeconds);

    /// <summary>Speed and load at a time of 0 s or later.</summary>
    public OperatingState At(double timeSeconds)
    {
        if (timeSeconds < _segmentStart)
        {
            Restart();
        }

        while (timeSeconds >= _segmentEnd)
        {
            _point = _nextPoint;
            BeginSegment(_segmentEnd);
        }

        double ramp = Math.Max(0, 1 - ((_segmentEnd - timeSeconds) / RampSeconds));
        double blend = ramp * ramp * (3 - (2 * ramp));
        double speed = _point.SpeedHz + (blend * (_nextPoint.SpeedHz - _point.SpeedHz));
        double load = _point.Load + (blend * (_nextPoint.Load - _point.Load));
        return new OperatingState(
            speed * (1 + (SpeedWander * _speedWander.At(timeSeconds))),
            Math.Max(0, load * (1 + (LoadWander * _loadWander.At(timeSeconds)))));
    }

    [MemberNotNull(nameof(_random), nameof(_point), nameof(_nextPoint))]
    private void Restart()
    {
        _random = new RandomStream(_seed, "schedule.course");
        _point = _points[(int)(_random.Uniform() * _points.Length)];
        BeginSegment(0);
    }

    [MemberNotNull(nameof(_nextPoint))]
    private void BeginSegment(double startSeconds)
    {
        _segmentStart = startSeconds;
        _segmentEnd = startSeconds + RampSeconds + (_point.DwellSeconds * _random.Uniform(0.6, 1.4));
        int step = 1 + (int)(_random.Uniform() * (_points.Length - 1));
        _nextPoint = _points[(Array.IndexOf(_points, _point) + step) % _points.Length];
    }
}
