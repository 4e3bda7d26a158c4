using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Finds the tables that nodes run now, to go back to: among those at hand, else at the broker.</summary>
/// <param name="connection">The broker.</param>
/// <param name="atHand">Tables that earlier rollouts kept, or that a person named.</param>
internal sealed class PreviousPackages(BrokerConnection connection, IEnumerable<ModelPackage> atHand)
{
    private readonly Dictionary<int, ModelPackage> byCrc = atHand.DistinctBy(package => package.Table.Crc).ToDictionary(package => package.Table.Crc);
    private readonly HashSet<string> tried = [];
    private readonly PackageStore store = new(connection);

    /// <summary>The table that a node runs, under the name it has there; null where it has none, or none was found.</summary>
    public async Task<ModelPackage?> FindAsync(NodeView node, RunningModel running, CancellationToken cancellationToken)
    {
        if (running.ModelId.Length == 0)
        {
            return null;
        }

        if (!byCrc.ContainsKey(running.Crc) && node.Desired is { } desired && desired.Generation == running.Generation && tried.Add(Hex.Of(desired.Digest)))
        {
            await ReadAsync(desired, cancellationToken);
        }

        return byCrc.TryGetValue(running.Crc, out ModelPackage? package) ? ModelPackage.Create(package.Bytes, running.ModelId) : null;
    }

    private async Task ReadAsync(ModelManifest desired, CancellationToken cancellationToken)
    {
        if (await store.ReadOrNullAsync(desired.Digest, cancellationToken) is not { } bytes)
        {
            return;
        }

        try
        {
            ModelPackage package = ModelPackage.Create(bytes, desired.ModelId);
            byCrc.TryAdd(package.Table.Crc, package);
        }
        catch (FormatException)
        {
            // Whatever it is, it is not what the node runs.
        }
    }
}
