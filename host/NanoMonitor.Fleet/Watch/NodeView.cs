using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Watch;

/// <summary>What is known of one node, kept up by <see cref="FleetView"/>.</summary>
public sealed class NodeView
{
    private readonly int historyLength;
    private readonly SortedDictionary<int, double> scores = [];
    private readonly HashSet<(int BootId, int Sequence)> knownEvents = [];
    private readonly List<HealthEvent> events = [];

    internal NodeView(NodeId id, int historyLength)
    {
        Id = id;
        this.historyLength = historyLength;
    }

    public NodeId Id { get; }

    /// <summary>The key it has proven last; null where that is not checked, or it has proven none.</summary>
    public NodeKeyId? Key { get; internal set; }

    /// <summary>What the <c>state</c> topic says; null before it said anything.</summary>
    public NodeCondition? Condition { get; private set; }

    /// <summary>Its last introduction, or null.</summary>
    public Birth? Birth { get; private set; }

    /// <summary>Its last summary, or null.</summary>
    public Telemetry? Telemetry { get; private set; }

    /// <summary>What became of its last desired model, or null.</summary>
    public ModelReport? ModelReport { get; private set; }

    /// <summary>The manifest that the broker keeps for it, where that is watched; else null.</summary>
    public ModelManifest? Desired { get; private set; }

    /// <summary>All events of this watch, oldest first.</summary>
    public IReadOnlyList<HealthEvent> Events => events;

    /// <summary>When anything was last heard that the broker had not kept.</summary>
    public DateTimeOffset? LastHeard { get; internal set; }

    /// <summary>Trailing mean score in bits per feature, from the last telemetry; null without a model.</summary>
    public double? MeanScore => Telemetry is { MeanScore: not Score.None } t ? ScoreBits.Of(t.MeanScore) : null;

    /// <summary>Window scores in bits per feature, oldest first, as far as they were sent; gaps are not shown.</summary>
    public IReadOnlyList<double> ScoreHistory => [.. scores.Values];

    /// <summary>The features the last event blamed, the most first, in words; empty where it raised nothing.</summary>
    public IReadOnlyList<string> Blamed => events.Count == 0 ? [] : BlamedBy(events[^1]);

    /// <summary>The features an event blames, the most first, in words; empty where it raises nothing, or the model does not.</summary>
    public IReadOnlyList<string> BlamedBy(HealthEvent healthEvent)
    {
        ArgumentNullException.ThrowIfNull(healthEvent);
        return healthEvent.State is HealthState.Warning or HealthState.Alarm && !healthEvent.Cause.IsMagnitude
            ? [.. healthEvent.BlamedFeatures.Select(feature => FeatureText.Describe(Birth?.Spec, feature))]
            : [];
    }

    /// <summary>Takes one message.</summary>
    /// <returns>Whether it told anything new that a person would want to read.</returns>
    internal bool Apply(object content)
    {
        switch (content)
        {
            case NodeCondition condition:
                bool isChange = condition != Condition;
                Condition = condition;
                return isChange;
            case Birth birth:
                return Apply(birth);
            case Telemetry telemetry:
                return Apply(telemetry);
            case FeatureBatch batch:
                Apply(batch);
                return false;
            case HealthEvent healthEvent:
                return Apply(healthEvent);
            case ModelManifest desired:
                Desired = desired;
                return false;
            case ModelReport report:
                bool isProgress = report.Counter != ModelReport?.Counter || report.Status != ModelReport.Status || report.Chunk != ModelReport.Chunk;
                ModelReport = report;
                return isProgress;
            default:
                return false;
        }
    }

    private bool Apply(Birth birth)
    {
        bool isBoot = birth.BootNonce != Birth?.BootNonce;
        if (isBoot)
        {
            scores.Clear();
            Telemetry = null;
        }

        // A node that lost its storage counts its boots from the start, and the ids of its events come again.
        if (isBoot && birth.BootId <= Birth?.BootId)
        {
            knownEvents.Clear();
        }

        Birth = birth;
        return isBoot;
    }

    // A late message of an earlier time says nothing about now.
    private bool Apply(Telemetry telemetry)
    {
        if (Telemetry is { } last && last.BootId == telemetry.BootId && last.Sequence >= telemetry.Sequence)
        {
            return false;
        }

        Telemetry = telemetry;
        Note(telemetry.BootId, telemetry.WindowsJudged - 1, telemetry.LastScore);
        return true;
    }

    private void Apply(FeatureBatch batch)
    {
        for (int i = 0; i < batch.RowCount; i++)
        {
            FeatureRow row = batch.Row(i);
            Note(batch.BootId, row.Window, row.Score);
        }
    }

    private bool Apply(HealthEvent healthEvent)
    {
        if (!knownEvents.Add((healthEvent.BootId, healthEvent.Sequence)))
        {
            return false;
        }

        events.Add(healthEvent);
        return true;
    }

    private void Note(int bootId, int window, int score)
    {
        if (score == Score.None || (Birth is { } birth && birth.BootId != bootId))
        {
            return;
        }

        scores[window] = ScoreBits.Of(score);
        while (scores.Count > historyLength)
        {
            scores.Remove(scores.First().Key);
        }
    }
}
