using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Suites;

/// <summary>A fault of a machine of the suite.</summary>
/// <param name="Name">Its name, as the condition of recordings.</param>
/// <param name="Mild">A severity that is hard to tell from health.</param>
/// <param name="Clear">A severity that most windows show.</param>
/// <param name="Create">Makes the part of a seed, at its full size.</param>
public sealed record SuiteFault(string Name, double Mild, double Clear, Func<long, IVibrationPart> Create);
