namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// The mains in the signal: magnetic forces of the motor at twice the line frequency (Randall, "Vibration-based Condition
/// Monitoring", 2011, section 2.2.5) and pick-up at the line frequency itself, both locked to the grid, not to the shaft.
/// </summary>
/// <param name="lineHz">Line frequency.</param>
/// <param name="pickUpG">Peak at the line frequency, in g.</param>
/// <param name="magneticG">Peak at twice the line frequency, in g.</param>
public sealed class MainsInterference(double lineHz, double pickUpG, double magneticG) : IVibrationPart
{
    private readonly AxisGains _gains = new(1, 0.8, 0.5);
    private double _periodsPerSample;
    private double _periods;

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        _periodsPerSample = lineHz / sampleRateHz;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        _periods = (_periods + _periodsPerSample) % 1;
        (double sin, double cos) = Math.SinCos(Math.Tau * _periods);
        _gains.AddTo(accelerationG, gain * ((pickUpG * sin) + (magneticG * 2 * sin * cos)));
    }
}
