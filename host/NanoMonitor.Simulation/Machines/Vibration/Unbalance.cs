namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// Mass off the axis: the centrifugal force m·e·ω² turns with the shaft, so acceleration at once per revolution grows with
/// the square of the speed (ISO 21940-11; Randall, "Vibration-based Condition Monitoring", 2011, section 2.2.1). The housing
/// is softer horizontally than vertically, hence the elliptic orbit; a little crosses over to the axial direction.
/// </summary>
public sealed class Unbalance : IVibrationPart
{
    private const double VerticalShare = 0.7;
    private const double AxialShare = 0.12;

    private readonly double _gPerHzSquared;

    /// <summary>An unbalance with this peak horizontal acceleration, in g, at a reference speed.</summary>
    public Unbalance(double accelerationG, double atSpeedHz)
    {
        _gPerHzSquared = accelerationG / (atSpeedHz * atSpeedHz);
    }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        double amplitude = gain * _gPerHzSquared * shaft.SpeedHz * shaft.SpeedHz;
        double cos = amplitude * shaft.Cos(1);
        accelerationG[0] += cos;
        accelerationG[1] += VerticalShare * amplitude * shaft.Sin(1);
        accelerationG[2] += AxialShare * cos;
    }
}
