using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Cli.Simulate;

/// <summary>What to simulate.</summary>
/// <param name="Site">Site of all nodes.</param>
/// <param name="Machines">Kinds of machines.</param>
/// <param name="Count">Nodes of each kind; they are called fan-1, fan-2 …</param>
/// <param name="Speed">Simulated seconds in a second, at most; 0 = as fast as possible.</param>
/// <param name="Seed">Seeds machines and sensors.</param>
/// <param name="WithSerial">Whether each node's serial port is a pseudo terminal, and the nodes have no configuration yet.</param>
/// <param name="FaultAfterMinutes">Simulated minutes from the start to the first trace of each machine's fault; null = no fault.</param>
/// <param name="FaultGrowthMinutes">Simulated minutes from there to its full size.</param>
internal sealed record SimulationPlan(
    string Site,
    IReadOnlyList<MachineKind> Machines,
    int Count,
    double Speed,
    int Seed,
    bool WithSerial,
    int? FaultAfterMinutes,
    int FaultGrowthMinutes);
