namespace NanoMonitor.Simulation.Machines.Operation;

/// <summary>Speed and load at one moment.</summary>
/// <param name="SpeedHz">Shaft speed, revolutions a second.</param>
/// <param name="Load">Torque as a fraction of the rated one.</param>
public readonly record struct OperatingState(double SpeedHz, double Load);
