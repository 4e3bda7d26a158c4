using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Plans rollouts. Publishes nothing.</summary>
/// <param name="connection">The broker.</param>
/// <param name="key">The fleet key.</param>
/// <param name="folder">Where rollouts are kept; nothing is written to it here.</param>
/// <param name="time">The clock.</param>
public sealed class RolloutStarter(BrokerConnection connection, FleetKey key, RolloutFolder folder, TimeProvider time)
{
    /// <summary>What a rollout would do.</summary>
    /// <param name="name">Of the rollout, 1 to 32 of a-z, 0-9 and -.</param>
    /// <param name="package">The new table.</param>
    /// <param name="filter">Which nodes.</param>
    /// <param name="waves">How far each wave reaches.</param>
    /// <param name="policy">When a wave passes.</param>
    /// <param name="previous">Old tables at hand, beside those at the broker and of earlier rollouts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The record, and the old tables to go back to.</returns>
    public async Task<(RolloutRecord Record, IReadOnlyList<ModelPackage> Previous)> PlanAsync(
        string name,
        ModelPackage package,
        NodeFilter filter,
        IReadOnlyList<WaveSize> waves,
        RolloutPolicy policy,
        IReadOnlyList<ModelPackage> previous,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(filter);
        var view = new FleetView(key, time);
        await FleetSnapshot.ReadAsync(connection, view, cancellationToken);
        RolloutDraft draft = RolloutPlanner.Draft(name, view.Nodes, package, filter, waves, Busy());
        var finder = new PreviousPackages(connection, [.. previous, .. folder.Packages()]);
        List<RolloutNode> nodes = [];
        Dictionary<string, ModelPackage> found = [];
        foreach ((NodeView node, int wave) in draft.Nodes)
        {
            RunningModel running = RunningModel.Of(node, node.Birth!);
            ModelPackage? before = await finder.FindAsync(node, running, cancellationToken);
            PackageInfo? info = before is null ? null : PackageInfo.Of(before);
            ModelManifest? manifest = node.Desired?.Generation == running.Generation ? node.Desired : null;
            nodes.Add(new RolloutNode
            {
                Id = node.Id.ToString(),
                Wave = wave,
                ModelBefore = running.ModelId,
                PackageBefore = info,
                WarningBefore = manifest?.WarningScore ?? Score.None,
                AlarmBefore = manifest?.AlarmScore ?? Score.None,
                CounterBefore = node.Desired?.Counter ?? 0,
            });
            if (before is not null)
            {
                found[info!.Digest] = before;
            }
        }

        DateTimeOffset now = time.GetUtcNow();
        var record = new RolloutRecord
        {
            Name = name,
            Package = PackageInfo.Of(package),
            Policy = policy,
            Target = filter.ToString(),
            CreatedAt = now,
            SteppedAt = now,
            Nodes = nodes,
            Skipped = draft.Skipped,
        };
        return (record, [.. found.Values]);
    }

    /// <summary>Keeps a planned rollout, its tables first, and takes it up.</summary>
    /// <exception cref="FleetException">It has no nodes, or there is one of its name.</exception>
    public RolloutStore Start(RolloutRecord record, ModelPackage package, IReadOnlyList<ModelPackage> previous)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(previous);
        if (record.Nodes.Count == 0)
        {
            throw new FleetException(record.Skipped.Count == 0
                ? $"No node at {connection.Address} is meant ({record.Target})."
                : $"Every node that is meant is skipped; {record.Skipped[0].Id} {record.Skipped[0].Reason}.");
        }

        RolloutStore store = folder.Create(record);
        try
        {
            folder.Keep(package);
            foreach (ModelPackage old in previous)
            {
                folder.Keep(old);
            }

            record.Log.Add(new LogEntry(record.CreatedAt, $"planned: {record.Package.ModelId} for {record.Nodes.Count} nodes in {record.WaveCount} waves ({record.Target}), {record.Skipped.Count} skipped"));
            store.Save();
        }
        catch
        {
            store.Dispose();
            throw;
        }

        return store;
    }

    private Dictionary<string, string> Busy()
    {
        Dictionary<string, string> busy = [];
        foreach (RolloutRecord record in folder.Names.Select(folder.Read).Where(record => !record.IsOver))
        {
            foreach (RolloutNode node in record.Nodes)
            {
                busy[node.Id] = record.Name;
            }
        }

        return busy;
    }
}
