namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>A node that the filter names and that gets no table.</summary>
/// <param name="Id"><c>site/node</c>.</param>
/// <param name="Reason">Why not.</param>
public sealed record SkippedNode(string Id, string Reason);
