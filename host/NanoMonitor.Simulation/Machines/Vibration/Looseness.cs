namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A foot or bearing with play: the motion is cut off on one side, which gives a series of harmonics, and the machine may
/// settle only every second turn, which gives half orders (Randall, "Vibration-based Condition Monitoring", 2011, section
/// 2.2.1; Muszynska, "Rotordynamics", 2005). Mostly vertical.
/// </summary>
/// <param name="peakG">Peak vertical acceleration of the first order, in g.</param>
public sealed class Looseness(double peakG) : IVibrationPart
{
    private const int Harmonics = 4;
    private const double HalfOrderShare = 0.3;

    private readonly AxisGains _gains = new(0.4, 1, 0.2);

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        double sum = 0;
        for (int order = 1; order <= Harmonics; order++)
        {
            double half = HalfOrderShare * shaft.CosOfHalfOrders((2 * order) - 1);
            sum += (shaft.Cos(order) + half) / order;
        }

        _gains.AddTo(accelerationG, gain * peakG * sum);
    }
}
