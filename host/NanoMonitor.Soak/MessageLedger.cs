using System.Text;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Soak;

/// <summary>What the broker has accepted of one node, and what is wrong with it.</summary>
internal sealed class MessageLedger
{
    private readonly Lock gate = new();
    private readonly NodeKeys keys;
    private readonly HashSet<(int Boot, int Sequence)> events = [];
    private readonly HashSet<(int Boot, int Sequence)> features = [];
    private readonly Dictionary<(int Boot, int Sequence), Telemetry> telemetry = [];
    private readonly List<string> findings = [];

    public MessageLedger(NodeKeys keys)
    {
        this.keys = keys;
    }

    /// <summary>The last birth accepted.</summary>
    public Birth? Birth { get; private set; }

    /// <summary>The last report on a model.</summary>
    public ModelReport? Report { get; private set; }

    /// <summary>Why each boot that introduced itself began.</summary>
    public Dictionary<int, string> BootReasons { get; } = [];

    public string State { get; private set; } = "";

    public int Duplicates { get; private set; }

    public int EventCount => events.Count;

    public int TelemetryCount => telemetry.Count;

    public int FeatureCount => features.Count;

    /// <summary>Each telemetry message once.</summary>
    public IReadOnlyDictionary<(int Boot, int Sequence), Telemetry> Telemetry => telemetry;

    public IReadOnlySet<(int Boot, int Sequence)> Events => events;

    public IReadOnlySet<(int Boot, int Sequence)> Features => features;

    public IReadOnlyList<string> Findings => findings;

    public bool HasEvent((int Boot, int Sequence) id)
    {
        lock (gate)
        {
            return events.Contains(id);
        }
    }

    public bool HasTelemetry((int Boot, int Sequence) id)
    {
        lock (gate)
        {
            return telemetry.ContainsKey(id);
        }
    }

    /// <summary>Takes a message; on the broker's threads.</summary>
    public void Take(string topic, byte[] payload)
    {
        if (!topic.StartsWith(Topics.Root, StringComparison.Ordinal) || topic.Contains('$', StringComparison.Ordinal))
        {
            return;
        }

        lock (gate)
        {
            try
            {
                Take(NodeTopic.Parse(topic), payload);
            }
            catch (FormatException e)
            {
                findings.Add($"{topic}: {e.Message}");
            }
        }
    }

    private void Take(NodeTopic topic, byte[] payload)
    {
        switch (topic.Leaf)
        {
            case Topics.State:
                State = Encoding.ASCII.GetString(payload);
                break;
            case Topics.Birth:
                Require(Core.Protocol.Birth.IsAuthentic(keys.Up, topic.Site, topic.Node, payload), topic);
                Birth = Core.Protocol.Birth.Decode(payload);
                BootReasons[Birth.BootId] = Birth.BootReason;
                break;
            case Topics.ModelReported:
                Require(ModelReport.IsAuthentic(keys.Up, topic.Site, topic.Node, payload), topic);
                Report = ModelReport.Decode(payload);
                break;
            case Topics.Event:
                Require(HealthEvent.IsAuthentic(keys.Up, topic.Site, topic.Node, payload), topic);
                HealthEvent change = HealthEvent.Decode(payload);
                Count(events.Add((change.BootId, change.Sequence)));
                break;
            case Topics.Features:
                FeatureBatch batch = FeatureBatch.Decode(payload);
                Count(features.Add((batch.BootId, batch.Sequence)));
                break;
            case Topics.Telemetry:
                Telemetry summary = Core.Protocol.Telemetry.Decode(payload);
                Count(telemetry.TryAdd((summary.BootId, summary.Sequence), summary));
                break;
        }
    }

    private void Count(bool isNew) => Duplicates += isNew ? 0 : 1;

    private void Require(bool authentic, NodeTopic topic)
    {
        if (!authentic)
        {
            findings.Add($"{topic.Leaf}: the MAC is wrong");
        }
    }
}
