namespace NanoMonitor.Simulation.Machines.Operation;

/// <summary>One way a machine runs for a while before it changes to another.</summary>
/// <param name="SpeedHz">Shaft speed, revolutions a second.</param>
/// <param name="Load">Torque as a fraction of the rated one, 0 … 1.</param>
/// <param name="DwellSeconds">Mean time it stays there.</param>
public sealed record OperatingPoint(double SpeedHz, double Load, double DwellSeconds);
