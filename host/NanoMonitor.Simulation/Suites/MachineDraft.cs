using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Machines.Operation;
using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Suites;

/// <summary>What is asked of a machine of the suite.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Fault">Its fault part.</param>
/// <param name="Points">Operating points in place of its own, or null.</param>
/// <param name="AgeingPerDay">See <see cref="Machine.AgeingPerDay"/>.</param>
/// <param name="DailySwingK">See <see cref="Machine.DailySwingK"/>.</param>
public sealed record MachineDraft(long Seed, IVibrationPart Fault, IReadOnlyList<OperatingPoint>? Points, double AgeingPerDay, double DailySwingK);
