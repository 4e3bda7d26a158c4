namespace NanoMonitor.Simulation.Measurement;

/// <summary>What the objects of one class of the firmware, and the arrays and strings they hold, take of a node's memory.</summary>
/// <param name="Name">The class.</param>
/// <param name="Part">The part of the firmware it belongs to.</param>
/// <param name="Objects">Objects, arrays and strings among them.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record ClassMemory(string Name, string Part, int Objects, long Bytes);
