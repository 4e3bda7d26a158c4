using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Makes the manifests of a rollout.</summary>
/// <param name="key">The fleet key.</param>
/// <param name="time">The clock of counters.</param>
public sealed class ManifestMaker(FleetKey key, TimeProvider time)
{
    private readonly MonotonicCounter counter = new(time);

    /// <summary>Assigns a package to a node in a manifest that is newer than anything known of the node.</summary>
    /// <param name="node">Takes the manifest.</param>
    /// <param name="package">What it names.</param>
    /// <param name="facts">What is known of the node.</param>
    /// <param name="warningScore">From which the node warns, Q12; <see cref="Score.None"/> = as the table says.</param>
    /// <param name="alarmScore">From which it alarms, likewise.</param>
    public void Assign(RolloutNode node, PackageInfo package, NodeFacts facts, int warningScore = Score.None, int alarmScore = Score.None)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(facts);
        counter.Saw(Math.Max(facts.Counter, node.Counter));
        node.Counter = counter.Next();
        node.Generation = Math.Max(facts.Generation, node.Generation) + 1;
        node.Digest = package.Digest;
        node.IsPublished = false;
        NodeId id = NodeId.Parse(node.Id);
        var manifest = new ModelManifest
        {
            Counter = node.Counter,
            Generation = node.Generation,
            FeatureSpecHash = package.FeatureSpec,
            Digest = Convert.FromHexString(package.Digest),
            PackageBytes = package.Bytes,
            ChunkBytes = ModelPackage.ChunkBytes,
            WarningScore = warningScore,
            AlarmScore = alarmScore,
            ModelId = package.ModelId,
        };
        node.Manifest = manifest.Encode(new NodeKeys(key.DeriveNodeKey(id, facts.Key ?? key.Ledger.Of(id)?.Proven ?? key.NewestOf(id))).Down, id.Site, id.Node);
    }
}
