using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Suites;

/// <summary>A machine of the suite.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BracketModeHz">Mode of what its sensor sits on.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Faults">The faults it may have, some of them within reach of its sensor's bandwidth only by their noise.</param>
public sealed record SuiteMachine(string Name, double BracketModeHz, Func<MachineDraft, Machine> Create, IReadOnlyList<SuiteFault> Faults)
{
    /// <summary>A fan: dirt on the wheel, a rub at the inlet, a loose foot, a clogged intake.</summary>
    public static SuiteMachine Fan { get; } = new(
        "fan",
        64,
        draft => new Fan(draft.Seed, draft.Fault, draft.Points) { AgeingPerDay = draft.AgeingPerDay, DailySwingK = draft.DailySwingK },
        [
            new SuiteFault("unbalance", 0.6, 1, _ => new Unbalance(0.02, Machines.Fan.RatedSpeedHz)),
            new SuiteFault("rubbing", 0.6, 1, seed => new Rubbing(seed, 0.05, 82, 0.08)),
            new SuiteFault("looseness", 0.6, 1, _ => new Looseness(0.02)),
            new SuiteFault("clogging", 0.6, 1, seed => new BroadbandNoise(seed, new AxisGains(0.016, 0.016, 0.011), 20)),
        ]);

    /// <summary>A pump: cavitation, a coupling out of line, a worn outer race, a loose foot.</summary>
    public static SuiteMachine Pump { get; } = new(
        "pump",
        215,
        draft => new Pump(draft.Seed, draft.Fault, draft.Points) { AgeingPerDay = draft.AgeingPerDay, DailySwingK = draft.DailySwingK },
        [
            new SuiteFault("cavitation", 0.6, 1, seed => new Cavitation(seed, Machines.Pump.Vanes, 0.03, 340)),
            new SuiteFault("misalignment", 0.6, 1, _ => new Misalignment(0.045)),
            new SuiteFault("outer-race", 0.6, 1, seed => new BearingDefect(seed, BearingGeometry.Deep6205, BearingDefectLocation.OuterRace, 0.09, 340, 0.05)),
            new SuiteFault("looseness", 0.6, 1, _ => new Looseness(0.06)),
        ]);

    /// <summary>A bearing rig: defects of outer race, inner race and a ball, a coupling out of line.</summary>
    public static SuiteMachine BearingRig { get; } = new(
        "bearing-rig",
        1150,
        draft => new BearingRig(draft.Seed, draft.Fault, draft.Points) { AgeingPerDay = draft.AgeingPerDay, DailySwingK = draft.DailySwingK },
        [
            new SuiteFault("outer-race", 0.6, 1, seed => Defect(seed, BearingDefectLocation.OuterRace, 0.3)),
            new SuiteFault("inner-race", 0.6, 1, seed => Defect(seed, BearingDefectLocation.InnerRace, 0.5)),
            new SuiteFault("ball", 0.6, 1, seed => Defect(seed, BearingDefectLocation.Ball, 0.45)),
            new SuiteFault("misalignment", 0.6, 1, _ => new Misalignment(0.06)),
        ]);

    /// <summary>A fan on an inverter: load with the square of the speed, as the affinity laws have it.</summary>
    public static IReadOnlyList<OperatingPoint> InverterSpeeds { get; } =
        [.. new[] { 14.0, 15.5, 17, 18.5, 20, 21.5, 23, 24.5 }.Select(hz => new OperatingPoint(hz, hz * hz / (24.5 * 24.5), 14))];

    /// <summary>A pump that is throttled from a third of its load to all of it, with the slip of its motor.</summary>
    public static IReadOnlyList<OperatingPoint> ThrottledLoads { get; } =
        [.. new[] { 0.3, 0.45, 0.6, 0.75, 0.9, 1 }.Select(load => new OperatingPoint(49.9 - load, load, 14))];

    private static BearingDefect Defect(long seed, BearingDefectLocation location, double strikeG)
    {
        return new BearingDefect(seed, BearingGeometry.Deep6205, location, strikeG, Machines.BearingRig.HousingResonanceHz, 0.05);
    }
}
