using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// A centrifugal pump of six vanes on a two-pole motor at about 49 revolutions a second, to be measured at 1 kHz: orders at 49
/// and 98 Hz, vane pass at 294 Hz, magnetic hum at 100 Hz, flow noise. Three operating points (more load, more slip). Its
/// fault, unless another is given, is cavitation: broadband, rising towards high frequencies, in bursts.
/// </summary>
public sealed class Pump : Machine
{
    /// <summary>Rated speed, revolutions a second.</summary>
    public const double RatedSpeedHz = 48.9;

    /// <summary>Vanes of the impeller.</summary>
    public const int Vanes = 6;

    private const double CasingResonanceHz = 340;

    /// <summary>A pump of a seed; <paramref name="faultPart"/> replaces the cavitation, <paramref name="points"/> its operating points.</summary>
    public Pump(long seed, IVibrationPart? faultPart = null, IReadOnlyList<OperatingPoint>? points = null)
        : base(
            seed,
            points ??
            [
                new OperatingPoint(RatedSpeedHz + 0.3, 0.65, 12),
                new OperatingPoint(RatedSpeedHz + 0.15, 0.8, 16),
                new OperatingPoint(RatedSpeedHz, 1, 20),
            ],
            new ThermalProperties(AmbientC: 20, RatedRiseC: 25, FaultRiseC: 8, TimeConstantSeconds: 900),
            [
                new Unbalance(0.04, RatedSpeedHz),
                new Misalignment(0.03),
                new VanePass(Vanes, 0.07),
                new StructuralResonance(seed, CasingResonanceHz, 0.05, new AxisGains(0.01, 0.012, 0.006)),
                new BroadbandNoise(seed, new AxisGains(0.025, 0.03, 0.02), 200),
                new MainsInterference(50, 0.001, 0.01),
            ],
            faultPart ?? new Cavitation(seed, Vanes, 0.25, CasingResonanceHz))
    {
    }
}
