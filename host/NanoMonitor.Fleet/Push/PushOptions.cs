namespace NanoMonitor.Fleet.Push;

/// <summary>How to push.</summary>
public sealed record PushOptions
{
    /// <summary>How long the node may take to show its birth.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the node may report nothing new before the push counts as failed; the manifest stays, so that the node can still take it later.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether to wait until the node has confirmed or refused.</summary>
    public bool Wait { get; init; } = true;
}
