using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Rollouts in words.</summary>
public static class RolloutText
{
    private const int NamedNodes = 3;

    public static string Of(NodePhase phase) => phase switch
    {
        NodePhase.ToGoBack => "is to go back",
        NodePhase.GoingBack => "goes back",
        NodePhase.WentBack => "went back",
        NodePhase.StayedBehind => "stayed behind",
        _ => phase.ToString().ToLowerInvariant(),
    };

    public static string Of(RolloutStatus status) => status switch
    {
        RolloutStatus.RollingBack => "rolling back",
        RolloutStatus.RolledBack => "rolled back",
        _ => status.ToString().ToLowerInvariant(),
    };

    internal static string Counted(int number) => number == 1 ? "1 node" : $"{number} nodes";

    /// <summary>The first few, with their reasons.</summary>
    internal static string Named(IReadOnlyCollection<RolloutNode> nodes)
    {
        IEnumerable<string> named = nodes.Take(NamedNodes).Select(node => $"{node.Id} {Of(node.Phase)}" + (node.Reason.Length == 0 ? "" : $" ({node.Reason})"));
        return string.Join(", ", named) + (nodes.Count > NamedNodes ? $" and {nodes.Count - NamedNodes} more" : "");
    }
}
