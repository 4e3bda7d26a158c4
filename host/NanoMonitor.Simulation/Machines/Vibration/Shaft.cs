namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A turning shaft: its speed, its load and the cosines and sines of the multiples of its angle θ, in steps of half an
/// order (½θ, θ, 1½θ, …), by the recurrence cos kφ = 2 cos φ cos (k−1)φ − cos (k−2)φ, the same for sines.
/// </summary>
public sealed class Shaft
{
    /// <summary>Highest multiple of the shaft angle that is kept.</summary>
    public const int HighestOrder = 12;

    private readonly double[] _cos = new double[(2 * HighestOrder) + 1];
    private readonly double[] _sin = new double[(2 * HighestOrder) + 1];
    private double _revolutions;
    private double _samplePeriodSeconds;

    /// <summary>A shaft at an angle, in revolutions.</summary>
    public Shaft(double startRevolutions)
    {
        _revolutions = startRevolutions;
        _cos[0] = 1;
    }

    /// <summary>Speed at this sample, revolutions a second.</summary>
    public double SpeedHz { get; private set; }

    /// <summary>Torque at this sample as a fraction of the rated one.</summary>
    public double Load { get; private set; }

    /// <summary>Samples come at this rate from here on; the angle stays.</summary>
    public void Begin(double sampleRateHz)
    {
        _samplePeriodSeconds = 1 / sampleRateHz;
    }

    /// <summary>Turns on by one sample at the given speed.</summary>
    public void Advance(double speedHz, double load)
    {
        SpeedHz = speedHz;
        Load = load;

        // The half orders have a period of two revolutions.
        _revolutions = (_revolutions + (speedHz * _samplePeriodSeconds)) % 2;
        (double sin, double cos) = Math.SinCos(_revolutions * Math.PI);
        double twice = 2 * cos;
        _cos[1] = cos;
        _sin[1] = sin;
        for (int k = 2; k < _cos.Length; k++)
        {
            _cos[k] = (twice * _cos[k - 1]) - _cos[k - 2];
            _sin[k] = (twice * _sin[k - 1]) - _sin[k - 2];
        }
    }

    /// <summary>cos(order · θ), order 0 … <see cref="HighestOrder"/>.</summary>
    public double Cos(int order)
    {
        return _cos[2 * order];
    }

    /// <summary>sin(order · θ), order 0 … <see cref="HighestOrder"/>.</summary>
    public double Sin(int order)
    {
        return _sin[2 * order];
    }

    /// <summary>cos(halfOrders · θ/2), 0 … twice <see cref="HighestOrder"/>.</summary>
    public double CosOfHalfOrders(int halfOrders)
    {
        return _cos[halfOrders];
    }
}
