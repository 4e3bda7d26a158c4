using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// A fan of three blades on a four-pole motor at about 24 revolutions a second, to be measured at 200 Hz: orders 1 to 3 at 24, 48 and
/// 71 Hz (blade pass), the mains at 50 Hz, flow noise. Three operating points. Its fault, unless another is given, is
/// unbalance (dirt on the wheel): the first order grows from 0.03 g by 0.3 g per severity.
/// </summary>
public sealed class Fan : Machine
{
    /// <summary>Rated speed, revolutions a second.</summary>
    public const double RatedSpeedHz = 23.8;

    /// <summary>Blades of the wheel.</summary>
    public const int Blades = 3;

    /// <summary>A fan of a seed; <paramref name="faultPart"/> replaces the unbalance, <paramref name="points"/> its operating points.</summary>
    public Fan(long seed, IVibrationPart? faultPart = null, IReadOnlyList<OperatingPoint>? points = null)
        : base(
            seed,
            points ??
            [
                new OperatingPoint(RatedSpeedHz - 0.2, 0.7, 14),
                new OperatingPoint(RatedSpeedHz, 0.85, 18),
                new OperatingPoint(RatedSpeedHz + 0.15, 1, 12),
            ],
            new ThermalProperties(AmbientC: 22, RatedRiseC: 14, FaultRiseC: 4, TimeConstantSeconds: 600),
            [
                new Unbalance(0.03, RatedSpeedHz),
                new Misalignment(0.012),
                new Looseness(0.004),
                new VanePass(Blades, 0.02),
                new BroadbandNoise(seed, new AxisGains(0.012, 0.012, 0.008), 60),
                new MainsInterference(50, 0.001, 0),
            ],
            faultPart ?? new Unbalance(0.3, RatedSpeedHz))
    {
    }
}
