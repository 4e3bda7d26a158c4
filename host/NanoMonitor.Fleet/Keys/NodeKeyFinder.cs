using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Keys;

/// <summary>
/// Finds the key that a node uses: the one it has proven last, as the ledger and its births say, or a later one. Never an older one, so
/// that a key that was changed is of no more use to whoever has it.
/// </summary>
internal sealed class NodeKeyFinder(FleetKey fleet)
{
    // Another operator may have changed keys meanwhile; a birth says by how many epochs, other messages do not.
    private const int EpochsTried = 16;

    private readonly Dictionary<NodeId, (NodeKeyId Id, NodeKeys Keys)> proven = [];

    /// <summary>The newest key that a node has proven; before any proof the fleet's first for it.</summary>
    public NodeKeyId IdOf(NodeId node) => ProvenOrFirst(node).Id;

    /// <summary>The keys behind <see cref="IdOf"/>.</summary>
    public NodeKeys Of(NodeId node) => ProvenOrFirst(node).Keys;

    /// <summary>Whether a birth is signed with the key it says, which must not be older than what was proven; if so that one is proven.</summary>
    public bool AcceptBirth(NodeId node, byte[] payload)
    {
        int epoch = EpochOf(payload);
        foreach (NodeKeyId id in Candidates(node).Where(id => id.Epoch == epoch).Concat(Later(node, epoch, epoch)).Distinct())
        {
            NodeKeys keys = KeysOf(node, id);
            if (Birth.IsAuthentic(keys.Up, node.Site, node.Node, payload))
            {
                proven[node] = (id, keys);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether something was made with a key of the node that is not older than what was proven.</summary>
    public bool Accept(NodeId node, Func<NodeKeys, bool> isAuthentic)
    {
        if (isAuthentic(Of(node)))
        {
            return true;
        }

        int epoch = IdOf(node).Epoch;
        return Candidates(node).Concat(Later(node, epoch, (long)epoch + EpochsTried)).Distinct().Any(id => isAuthentic(KeysOf(node, id)));
    }

    private static int EpochOf(byte[] payload)
    {
        try
        {
            return Birth.Decode(payload).KeyEpoch;
        }
        catch (FormatException)
        {
            return 0;
        }
    }

    private (NodeKeyId Id, NodeKeys Keys) ProvenOrFirst(NodeId node)
    {
        if (!proven.TryGetValue(node, out (NodeKeyId Id, NodeKeys Keys) known))
        {
            NodeKeyId id = fleet.Ledger.Of(node)?.Proven ?? new NodeKeyId(fleet.Generation, 0);
            known = (id, KeysOf(node, id));
            proven.Add(node, known);
        }

        return known;
    }

    // What this host itself knows of; of a node it knows nothing of, the first key of each generation.
    private IEnumerable<NodeKeyId> Candidates(NodeId node)
    {
        NodeKeyId current = IdOf(node);
        NodeKeyState? state = fleet.Ledger.Of(node);
        yield return current;
        if (state is null && current.Epoch == 0)
        {
            for (int generation = fleet.Generation; generation >= fleet.Ledger.OldestGeneration; generation--)
            {
                yield return new NodeKeyId(generation, 0);
            }
        }

        if (state?.Pending is { } pending && pending.Epoch > current.Epoch)
        {
            yield return pending;
        }
    }

    // Who has a generation's fleet key has every key of it: a node never goes back to an older generation.
    private IEnumerable<NodeKeyId> Later(NodeId node, int first, long last)
    {
        NodeKeyId current = IdOf(node);
        NodeKeyState? state = fleet.Ledger.Of(node);
        int oldest = Math.Max(fleet.Ledger.OldestGeneration, state is null && current.Epoch == 0 ? 0 : current.Generation);
        for (long epoch = Math.Max(first, current.Epoch + 1L); epoch <= Math.Min(last, int.MaxValue); epoch++)
        {
            for (int generation = fleet.Generation; generation >= oldest; generation--)
            {
                yield return new NodeKeyId(generation, (int)epoch);
            }
        }
    }

    private NodeKeys KeysOf(NodeId node, NodeKeyId id) => new(fleet.DeriveNodeKey(node, id));
}
