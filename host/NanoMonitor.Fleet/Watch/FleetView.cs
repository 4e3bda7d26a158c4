using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Watch;

/// <summary>The live picture of a fleet, built from what its nodes say; repeated and late messages change nothing.</summary>
/// <param name="key">The fleet key; without one nothing is checked.</param>
/// <param name="time">The clock of <see cref="NodeView.LastHeard"/>.</param>
/// <param name="historyLength">Scores kept for each node.</param>
public sealed class FleetView(FleetKey? key, TimeProvider time, int historyLength = 60)
{
    private static readonly string[] Leaves =
        [Topics.State, Topics.Birth, Topics.Telemetry, Topics.Event, Topics.Features, Topics.ModelReported];

    private readonly NodeMessageDecoder decoder = new(key);
    private readonly SortedDictionary<string, NodeView> nodes = new(StringComparer.Ordinal);

    /// <summary>Whether messages are checked against a fleet key.</summary>
    public bool IsVerified => key is not null;

    /// <summary>All nodes heard of, by name.</summary>
    public IReadOnlyList<NodeView> Nodes => [.. nodes.Values];

    /// <summary>Messages that were not believed.</summary>
    public int RejectedCount { get; private set; }

    /// <summary>Why the last message was not believed, or null.</summary>
    public string? LastRejection { get; private set; }

    /// <summary>What to subscribe to.</summary>
    /// <param name="site">One site, or null for all.</param>
    /// <param name="node">One node, or null for all.</param>
    public static IReadOnlyList<string> Filters(string? site, string? node) =>
        [.. Leaves.Select(leaf => Topics.Filter(site, node, leaf))];

    /// <summary>Takes one message.</summary>
    /// <returns>What it changed, or null where it told nothing new.</returns>
    public FleetChange? Apply(BrokerMessage message)
    {
        NodeMessage? decoded = decoder.Decode(message);
        if (decoded is null)
        {
            return null;
        }

        if (decoded.Content is Rejection rejection)
        {
            RejectedCount++;
            LastRejection = rejection.Reason;
            return null;
        }

        NodeView node = ViewOf(decoded.Id);
        if (!decoded.Retained)
        {
            node.LastHeard = time.GetUtcNow();
        }

        if (IsVerified && decoded.Content is Birth)
        {
            node.Key = decoder.KeyIdOf(decoded.Id);
        }

        return node.Apply(decoded.Content) ? new FleetChange(node, decoded.Content, decoded.Retained) : null;
    }

    private NodeView ViewOf(NodeId id)
    {
        string name = id.ToString();
        if (!nodes.TryGetValue(name, out NodeView? view))
        {
            view = new NodeView(id, historyLength);
            nodes.Add(name, view);
        }

        return view;
    }
}
