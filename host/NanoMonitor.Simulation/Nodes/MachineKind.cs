using NanoMonitor.Simulation.Machines;

namespace NanoMonitor.Simulation.Nodes;

/// <summary>A machine that can be simulated, with the settings a node on it wants.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Fault">What its fault is, in a few words.</param>
/// <param name="SampleRateHz">Rate that covers what the machine does.</param>
/// <param name="Create">Makes the machine from a seed.</param>
public sealed record MachineKind(string Name, string Fault, int SampleRateHz, Func<long, Machine> Create)
{
    /// <summary>A fan whose rotor goes out of balance.</summary>
    public static MachineKind Fan { get; } = new("fan", "unbalance", 200, seed => new Fan(seed));

    /// <summary>A pump that begins to cavitate.</summary>
    public static MachineKind Pump { get; } = new("pump", "cavitation", 1000, seed => new Pump(seed));

    /// <summary>A bearing rig whose outer race is damaged.</summary>
    public static MachineKind BearingRig { get; } = new("bearing-rig", "outer race", 4000, seed => new BearingRig(seed));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MachineKind> All { get; } = [Fan, Pump, BearingRig];
}
