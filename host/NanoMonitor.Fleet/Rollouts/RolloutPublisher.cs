using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Brings what a record says to the broker, and again to one that has forgotten it. The same bytes twice do no harm.</summary>
internal sealed class RolloutPublisher(BrokerConnection connection, FleetKey key, RolloutFolder folder)
{
    private readonly PackageStore store = new(connection);

    /// <summary>Publishes what the broker may not have.</summary>
    /// <param name="record">What is to be there.</param>
    /// <param name="keyOf">The key that a node has proven last; null where it is not known.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task PublishAsync(RolloutRecord record, Func<string, NodeKeyId?> keyOf, CancellationToken cancellationToken)
    {
        RolloutNode[] pending = [.. record.Nodes.Where(node => node.IsToBePublished)];
        if (pending.Length == 0)
        {
            return;
        }

        Dictionary<string, long> kept = await CountersAsync(cancellationToken);
        ModelPackage[] packages = [.. PackagesOf(record, pending).Select(folder.Package)];
        await CompleteAsync(packages, cancellationToken);
        foreach (RolloutNode node in pending)
        {
            await PublishAsync(node, kept.GetValueOrDefault(node.Id), keyOf(node.Id), cancellationToken);
        }

        // Somebody who cleared packages before the manifests named these has taken them away.
        await CompleteAsync(packages, cancellationToken);
    }

    /// <summary>Removes the packages that no manifest names any more.</summary>
    public Task ClearUnnamedAsync(CancellationToken cancellationToken) => store.ClearUnnamedAsync(cancellationToken);

    private static IEnumerable<PackageInfo> PackagesOf(RolloutRecord record, IReadOnlyCollection<RolloutNode> pending)
    {
        HashSet<string> digests = [.. pending.Where(node => node.Manifest!.Length > 0).Select(node => node.Digest)];
        return record.Nodes.Select(node => node.PackageBefore).OfType<PackageInfo>().Append(record.Package)
            .Where(package => digests.Contains(package.Digest)).DistinctBy(package => package.Digest);
    }

    private async Task CompleteAsync(IEnumerable<ModelPackage> packages, CancellationToken cancellationToken)
    {
        foreach (ModelPackage package in packages)
        {
            await store.CompleteAsync(package, cancellationToken);
        }
    }

    // What somebody else has assigned meanwhile is not overwritten.
    private async Task PublishAsync(RolloutNode node, long keptCounter, NodeKeyId? proven, CancellationToken cancellationToken)
    {
        NodeId id = NodeId.Parse(node.Id);
        string topic = id.Topic(Topics.ModelDesired);
        if (node.Manifest!.Length == 0)
        {
            if (keptCounter == node.Counter)
            {
                await connection.ClearRetainedAsync(topic, cancellationToken);
            }
        }
        else if (keptCounter < node.Counter)
        {
            key.Audit?.Write(id, "model", $"rollout generation={node.Generation} digest={node.Digest}", node.Counter, AuditEntry.Asked);
            await connection.PublishAsync(topic, Signed(node.Manifest, id, proven), retain: true, cancellationToken);
        }

        node.IsPublished = true;
    }

    // The same manifest, should the node have another key since it was made.
    private byte[] Signed(byte[] manifest, NodeId id, NodeKeyId? proven) => proven is null
        ? manifest
        : ModelManifest.Decode(manifest).Encode(new NodeKeys(key.DeriveNodeKey(id, proven)).Down, id.Site, id.Node);

    private async Task<Dictionary<string, long>> CountersAsync(CancellationToken cancellationToken)
    {
        var decoder = new NodeMessageDecoder(key);
        Dictionary<string, long> counters = [];
        foreach (BrokerMessage message in await RetainedReader.ReadAsync(connection, Topics.Filter(null, null, Topics.ModelDesired), cancellationToken))
        {
            if (decoder.Decode(message) is { Content: ModelManifest manifest } decoded)
            {
                counters[decoded.Id.ToString()] = manifest.Counter;
            }
        }

        return counters;
    }
}
