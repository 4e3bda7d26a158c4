namespace NanoMonitor.Fleet.Rollouts;

/// <summary>What a person asks of a rollout.</summary>
public enum RolloutRequest
{
    /// <summary>To stop, so that it can be resumed.</summary>
    Pause,

    /// <summary>To go on in spite of the nodes that have failed so far.</summary>
    Resume,

    /// <summary>To stop for good; nodes keep what they have.</summary>
    Abort,

    /// <summary>To bring the old table back to every node that was assigned the new one, and end.</summary>
    RollBack,
}
