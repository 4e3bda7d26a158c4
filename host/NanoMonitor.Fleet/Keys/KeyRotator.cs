using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;

namespace NanoMonitor.Fleet.Keys;

/// <summary>
/// Changes the keys of nodes over the air. What is under way stands in the fleet key's ledger before anything is sent, so that
/// whatever ends this program, the next run goes on with the same key.
/// </summary>
/// <param name="connection">Where the nodes are.</param>
/// <param name="key">The newest fleet key.</param>
/// <param name="time">The clock of counters.</param>
public sealed class KeyRotator(BrokerConnection connection, FleetKey key, TimeProvider time)
{
    private static readonly TimeSpan BirthPatience = TimeSpan.FromSeconds(20);

    private readonly MonotonicCounter counter = new(time);

    /// <summary>The nodes that have introduced themselves at the broker, with the keys they use.</summary>
    /// <param name="site">Those of one site; null for all.</param>
    /// <param name="node">One of them; null for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<(NodeId Id, NodeKeyId Key)>> FindAsync(string? site, string? node, CancellationToken cancellationToken)
    {
        string filter = Topics.Filter(site, node, Topics.Birth);
        var decoder = new NodeMessageDecoder(key);
        IReadOnlyList<BrokerMessage> births = await RetainedReader.ReadAsync(connection, filter, cancellationToken);
        return [.. births.Select(decoder.Decode).OfType<NodeMessage>().Where(message => message.Content is Birth)
            .Select(message => (message.Id, decoder.KeyIdOf(message.Id)))
            .OrderBy(node => node.Id.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Writes down that these nodes are to have a new key, so that whoever goes on later knows them all.</summary>
    public void Begin(IEnumerable<(NodeId Id, NodeKeyId Key)> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        foreach ((NodeId id, NodeKeyId current) in nodes)
        {
            key.Ledger.Begin(id, current, new NodeKeyId(key.Generation, current.Epoch + 1));
        }
    }

    /// <summary>Gives a node its next key, or goes on with the change that is under way.</summary>
    /// <param name="id">The node.</param>
    /// <param name="patience">How long the node may take to prove it; after that the key waits at the broker.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="FleetException">The node is unknown, signs with a key that is none of the fleet's, or refuses.</exception>
    public async Task<KeyRotationResult> RotateAsync(NodeId id, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using NodeLink link = await NodeLink.OpenAsync(connection, id, key, [Topics.Ack], cancellationToken);
        await link.WaitForBirthAsync(BirthPatience, cancellationToken);
        if (key.Ledger.Of(id) is { Pending: { } done } state && link.KeyId == done)
        {
            await FinishAsync(link, state.Proven, cancellationToken);
            return new KeyRotationResult(done, IsProven: true);
        }

        NodeKeyId current = link.KeyId;
        NodeKeyId next = key.Ledger.Begin(id, current, new NodeKeyId(key.Generation, current.Epoch + 1));
        long sent = await SendAsync(link, current, next, cancellationToken);
        if (!await IsProvenAsync(link, next, sent, patience, cancellationToken))
        {
            return new KeyRotationResult(next, IsProven: false);
        }

        await FinishAsync(link, current, cancellationToken);
        return new KeyRotationResult(next, IsProven: true);
    }

    private async Task<long> SendAsync(NodeLink link, NodeKeyId current, NodeKeyId next, CancellationToken cancellationToken)
    {
        NodeId id = link.Id;
        string topic = id.Topic(Topics.KeyDesired);
        foreach (BrokerMessage kept in await RetainedReader.ReadAsync(connection, topic, cancellationToken))
        {
            counter.Saw(link.Read(kept) is KeyTransfer transfer ? transfer.Counter : 0);
        }

        string? password = next.Generation == current.Generation ? null : key.OfGeneration(next.Generation).DeriveBrokerPassword(id.ToString());
        KeyTransfer wrapped = KeyWrap.Create(link.Keys, counter.Next(), next.Epoch, key.DeriveNodeKey(id, next), password);
        key.Audit?.Write(id, KeyTransfer.AckVerb, next.ToString(), wrapped.Counter, Audit.AuditEntry.Asked);
        await connection.PublishAsync(topic, wrapped.Encode(link.Keys.Down, id.Site, id.Node), retain: true, cancellationToken);
        return wrapped.Counter;
    }

    private async Task<bool> IsProvenAsync(NodeLink link, NodeKeyId next, long sent, TimeSpan patience, CancellationToken cancellationToken)
    {
        DateTime end = DateTime.UtcNow + patience;
        while (link.KeyId != next)
        {
            TimeSpan rest = end - DateTime.UtcNow;
            NodeMessage? message = rest > TimeSpan.Zero ? await link.ReceiveAsync(rest, cancellationToken) : null;
            if (message is null)
            {
                return false;
            }

            if (message.Content is Ack { Verb: KeyTransfer.AckVerb, Result: Ack.Refused } ack && ack.Counter == sent)
            {
                key.Audit?.Write(link.Id, KeyTransfer.AckVerb, next.ToString(), sent, $"refused: {ack.Reason}");
                throw new FleetException($"The node {link.Id} refused its new key: {ack.Reason}.");
            }
        }

        return true;
    }

    // From the ledger's word on nothing older is believed; what hangs on the old key at the broker is put right.
    private async Task FinishAsync(NodeLink link, NodeKeyId old, CancellationToken cancellationToken)
    {
        NodeId id = link.Id;
        await SignAnewAsync(link, new NodeKeys(key.DeriveNodeKey(id, old)), cancellationToken);
        key.Ledger.Prove(id, link.KeyId);
        key.Audit?.Write(id, KeyTransfer.AckVerb, link.KeyId.ToString(), 0, "proven");
        await connection.ClearRetainedAsync(id.Topic(Topics.KeyDesired), cancellationToken);
    }

    // The same manifest under the new key: only what the old one vouches for.
    private async Task SignAnewAsync(NodeLink link, NodeKeys old, CancellationToken cancellationToken)
    {
        NodeId id = link.Id;
        string topic = id.Topic(Topics.ModelDesired);
        foreach (BrokerMessage kept in await RetainedReader.ReadAsync(connection, topic, cancellationToken))
        {
            if (ModelManifest.IsAuthentic(old.Down, id.Site, id.Node, kept.Payload))
            {
                byte[] signed = ModelManifest.Decode(kept.Payload).Encode(link.Keys.Down, id.Site, id.Node);
                await connection.PublishAsync(topic, signed, retain: true, cancellationToken);
            }
        }
    }
}
