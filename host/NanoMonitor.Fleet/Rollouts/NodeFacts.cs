using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Rollouts.Health;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>What is known of a node at a moment, as far as a rollout asks.</summary>
public sealed record NodeFacts
{
    /// <summary>The key it has proven last; null = unknown.</summary>
    public NodeKeyId? Key { get; init; }

    /// <summary>Whether its last will says that it is gone.</summary>
    public bool IsLost { get; init; }

    /// <summary>Whether it sleeps between wakes.</summary>
    public bool Sleeps { get; init; }

    /// <summary>When it was last heard by this host, UTC; null = not yet.</summary>
    public DateTimeOffset? LastHeard { get; init; }

    /// <summary>What became of its last manifest, or null.</summary>
    public ModelReport? Report { get; init; }

    /// <summary>Counter of the manifest at the broker; 0 = none.</summary>
    public long DesiredCounter { get; init; }

    /// <summary>The model that this manifest names; empty = none.</summary>
    public string DesiredModel { get; init; } = "";

    /// <summary>The highest generation seen of it anywhere.</summary>
    public int Generation { get; init; }

    /// <summary>The highest manifest counter seen of it anywhere.</summary>
    public long Counter { get; init; }

    /// <summary>Its health over the soak time up to now.</summary>
    public HealthCount Recent { get; init; } = new();

    /// <summary>What has come since the facts before.</summary>
    public IReadOnlyList<HealthIncrement> News { get; init; } = [];

    /// <summary>The facts in a picture of the fleet.</summary>
    /// <param name="node">The node; null where nothing was heard of it.</param>
    /// <param name="id"><c>site/node</c>.</param>
    /// <param name="meter">Knows its health.</param>
    /// <param name="now">The time, UTC.</param>
    public static NodeFacts Of(NodeView? node, string id, HealthMeter meter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var facts = new NodeFacts { Recent = meter.Recent(id, now), News = meter.TakeNews(id) };
        if (node is null)
        {
            return facts;
        }

        int[] generations = [node.Birth?.Generation ?? 0, node.Desired?.Generation ?? 0, node.ModelReport?.Generation ?? 0, node.ModelReport?.RunningGeneration ?? 0];
        return facts with
        {
            Key = node.Key,
            IsLost = node.Condition is { IsLost: true },
            Sleeps = node.Birth is { SleepSeconds: > 0 },
            LastHeard = node.LastHeard,
            Report = node.ModelReport,
            DesiredCounter = node.Desired?.Counter ?? 0,
            DesiredModel = node.Desired?.ModelId ?? "",
            Generation = generations.Max(),
            Counter = Math.Max(node.Desired?.Counter ?? 0, node.ModelReport?.Counter ?? 0),
        };
    }
}
