namespace NanoMonitor.Fleet.Push;

/// <summary>How to push.</summary>
public sealed record PushOptions
{
    /// <summary>How long the node may take to show its birth.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the node may report nothing new before the push counts as failed; the manifest stays, so that the node can still take it later.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Mean score from which this node warns, Q12 bits per feature; null for the table's.</summary>
    public int? WarningScore { get; init; }

    /// <summary>Mean score from which it alarms, likewise.</summary>
    public int? AlarmScore { get; init; }

    /// <summary>Whether to wait until the node has confirmed or refused.</summary>
    public bool Wait { get; init; } = true;
}
