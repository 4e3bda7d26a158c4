using System.Security.Cryptography;
using System.Text;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Chooses nodes and puts them into waves.</summary>
public static class RolloutPlanner
{
    /// <summary>
    /// Nodes in reach come first, then those that sleep, then those off line; among them an order that follows from the
    /// rollout's name and theirs, so that a canary is not always the same node.
    /// </summary>
    /// <param name="name">Of the rollout.</param>
    /// <param name="nodes">The picture of the fleet.</param>
    /// <param name="package">What they are to run.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="waves">How far each wave reaches.</param>
    /// <param name="busy">Nodes of unfinished rollouts, with the rollout's name.</param>
    public static RolloutDraft Draft(
        string name,
        IReadOnlyList<NodeView> nodes,
        ModelPackage package,
        NodeFilter filter,
        IReadOnlyList<WaveSize> waves,
        IReadOnlyDictionary<string, string> busy)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(waves);
        ArgumentNullException.ThrowIfNull(busy);
        List<SkippedNode> skipped = [];
        List<NodeView> chosen = [];
        foreach (NodeView node in nodes.Where(node => node.Birth is { } birth ? filter.Matches(node.Id, birth, RunningModel.Of(node, birth).ModelId) : filter.Names(node.Id)))
        {
            string? objection = busy.TryGetValue(node.Id.ToString(), out string? other) ? $"is in the rollout '{other}', which is not over" : Objection(node, package);
            if (objection is null)
            {
                chosen.Add(node);
            }
            else
            {
                skipped.Add(new SkippedNode(node.Id.ToString(), objection));
            }
        }

        NodeView[] ordered = [.. chosen.OrderBy(Remoteness).ThenBy(node => Place(name, node), StringComparer.Ordinal)];
        List<(NodeView, int)> planned = [];
        int wave = 0;
        foreach (int reach in waves.Select(size => size.UpTo(ordered.Length)))
        {
            wave += reach > planned.Count ? 1 : 0;
            planned.AddRange(ordered[planned.Count..Math.Max(reach, planned.Count)].Select(node => (node, wave)));
        }

        skipped.AddRange(ordered[planned.Count..].Select(node => new SkippedNode(node.Id.ToString(), "lies beyond the last wave")));
        return new RolloutDraft(planned, skipped);
    }

    private static string? Objection(NodeView node, ModelPackage package) => node.Birth switch
    {
        null => "has not introduced itself at this broker with this fleet key",
        { } birth when birth.Spec.Hash != package.Table.Spec.Hash =>
            $"has another feature spec than the table ({FeatureText.Difference(package.Table.Spec, birth.Spec)})",
        { } birth when RunningModel.Of(node, birth) is var running && running.Crc == package.Table.Crc => $"runs this table already, generation {running.Generation}",
        _ => null,
    };

    private static int Remoteness(NodeView node) => node switch
    {
        { Condition: null or { IsLost: true } } => 2,
        { Birth.SleepSeconds: > 0 } => 1,
        _ => 0,
    };

    private static string Place(string name, NodeView node) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{name}|{node.Id}")));
}
