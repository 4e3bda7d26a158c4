namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>The cost of something.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Il">IL instructions executed.</param>
/// <param name="Ticks">Their price.</param>
public sealed record CostItem(string Name, long Il, long Ticks);
