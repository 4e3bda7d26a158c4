using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// Flow, friction and structure-borne noise: on each axis independent Gaussian noise that falls off above a corner
/// frequency (first-order autoregression), a little louder under load.
/// </summary>
public sealed class BroadbandNoise : IVibrationPart
{
    private readonly AxisGains _rmsG;
    private readonly double _cornerHz;
    private readonly RandomStream _random;
    private double _memory;
    private double _innovation;
    private double _x;
    private double _y;
    private double _z;

    /// <summary>Noise of this RMS per axis at rated load, in g, and this corner frequency.</summary>
    public BroadbandNoise(long seed, AxisGains rmsG, double cornerHz)
    {
        _rmsG = rmsG;
        _cornerHz = cornerHz;
        _random = new RandomStream(seed, "broadband noise");
    }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        _memory = Math.Exp(-Math.Tau * _cornerHz / sampleRateHz);
        _innovation = Math.Sqrt(1 - (_memory * _memory));
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        double level = gain * (0.7 + (0.3 * shaft.Load));
        _x = (_memory * _x) + (_innovation * _random.Gaussian());
        _y = (_memory * _y) + (_innovation * _random.Gaussian());
        _z = (_memory * _z) + (_innovation * _random.Gaussian());
        accelerationG[0] += level * _rmsG.X * _x;
        accelerationG[1] += level * _rmsG.Y * _y;
        accelerationG[2] += level * _rmsG.Z * _z;
    }
}
