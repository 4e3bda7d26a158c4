using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Whom a rollout would reach.</summary>
/// <param name="Nodes">Nodes with their waves from 1, in order.</param>
/// <param name="Skipped">Nodes that the filter names and that get no table.</param>
public sealed record RolloutDraft(IReadOnlyList<(NodeView Node, int Wave)> Nodes, IReadOnlyList<SkippedNode> Skipped);
