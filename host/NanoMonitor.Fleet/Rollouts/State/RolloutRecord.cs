using System.Text.Json.Serialization;

namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>Everything that is known and decided of a rollout; what is kept, so that any host can go on with it.</summary>
public sealed class RolloutRecord
{
    public const string CurrentFormat = "nanomonitor-rollout/1";

    public string Format { get; init; } = CurrentFormat;

    /// <summary>1 to 32 of a-z, 0-9 and -.</summary>
    public required string Name { get; init; }

    /// <summary>The new table.</summary>
    public required PackageInfo Package { get; init; }

    public required RolloutPolicy Policy { get; init; }

    /// <summary>Whom it was to reach, in words.</summary>
    public required string Target { get; init; }

    /// <summary>When it was planned, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public RolloutStatus Status { get; set; }

    /// <summary>Why it is paused, rolled back or aborted; else empty.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The wave under way, from 1; 0 before the first.</summary>
    public int Wave { get; set; }

    /// <summary>When a host worked on it last, UTC.</summary>
    public DateTimeOffset SteppedAt { get; set; }

    /// <summary>In the order of their waves.</summary>
    public required IReadOnlyList<RolloutNode> Nodes { get; init; }

    public required IReadOnlyList<SkippedNode> Skipped { get; init; }

    /// <summary>Every decision, the oldest first.</summary>
    public List<LogEntry> Log { get; init; } = [];

    [JsonIgnore]
    public int WaveCount => Nodes.Count == 0 ? 0 : Nodes.Max(node => node.Wave);

    /// <summary>Whether there is nothing left to do for a host.</summary>
    [JsonIgnore]
    public bool IsAtRest => Status is not (RolloutStatus.Running or RolloutStatus.RollingBack);

    /// <summary>Whether it is over for good.</summary>
    [JsonIgnore]
    public bool IsOver => Status is RolloutStatus.Completed or RolloutStatus.RolledBack or RolloutStatus.Aborted;

    public IEnumerable<RolloutNode> NodesOf(int wave) => Nodes.Where(node => node.Wave == wave);

    /// <summary>Keeps a sentence in the log.</summary>
    public void Note(string text, DateTimeOffset at) => Log.Add(new LogEntry(at, text));

    /// <summary>Comes to rest.</summary>
    /// <param name="status">How.</param>
    /// <param name="reason">Why; empty where that is plain.</param>
    /// <param name="at">When, UTC.</param>
    public void Rest(RolloutStatus status, string reason, DateTimeOffset at)
    {
        Status = status;
        Reason = reason;
        string text = RolloutText.Of(status);
        Note(reason.Length == 0 ? text : $"{text}: {reason}", at);
    }

    /// <summary>Brings a node to another phase.</summary>
    public void Enter(RolloutNode node, NodePhase phase, string reason, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(node);
        node.Phase = phase;
        node.Reason = reason;
        node.Since = at;
        Note(reason.Length == 0 ? $"{node.Id} {RolloutText.Of(phase)}" : $"{node.Id} {RolloutText.Of(phase)}: {reason}", at);
    }
}
