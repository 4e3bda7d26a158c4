using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// A loaded 6205 bearing on a shaft of about 29 revolutions a second, to be measured at 4 kHz: low shaft orders, rolling noise,
/// and a housing mode at 820 Hz, inside the bandwidth of an MPU6886. Three loads. Its fault, unless another is given, is a
/// defect of the outer race: strikes at 3.585 × speed (105 Hz) that ring the housing mode.
/// </summary>
public sealed class BearingRig : Machine
{
    /// <summary>Rated speed, revolutions a second.</summary>
    public const double RatedSpeedHz = 29.2;

    /// <summary>Natural frequency of the housing.</summary>
    public const double HousingResonanceHz = 820;

    private const double HousingDamping = 0.05;

    /// <summary>A rig of a seed; <paramref name="faultPart"/> replaces the outer-race defect, <paramref name="points"/> its loads.</summary>
    public BearingRig(long seed, IVibrationPart? faultPart = null, IReadOnlyList<OperatingPoint>? points = null)
        : base(
            seed,
            points ??
            [
                new OperatingPoint(RatedSpeedHz + 0.3, 0.6, 12),
                new OperatingPoint(RatedSpeedHz + 0.1, 0.8, 16),
                new OperatingPoint(RatedSpeedHz, 1, 14),
            ],
            new ThermalProperties(AmbientC: 21, RatedRiseC: 18, FaultRiseC: 15, TimeConstantSeconds: 500),
            [
                new Unbalance(0.05, RatedSpeedHz),
                new Misalignment(0.025),
                new Looseness(0.01),
                new StructuralResonance(seed, HousingResonanceHz, HousingDamping, new AxisGains(0.03, 0.04, 0.015)),
                new StructuralResonance(seed, 310, 0.06, new AxisGains(0.015, 0.01, 0.02)),
                new BroadbandNoise(seed, new AxisGains(0.03, 0.03, 0.025), 500),
                new MainsInterference(50, 0.001, 0.005),
            ],
            faultPart ?? Defect(seed, BearingDefectLocation.OuterRace))
    {
    }

    /// <summary>A defect of this rig's bearing, to be given to the constructor as its fault.</summary>
    public static BearingDefect Defect(long seed, BearingDefectLocation location)
    {
        return new BearingDefect(seed, BearingGeometry.Deep6205, location, 2.5, HousingResonanceHz, HousingDamping);
    }
}
