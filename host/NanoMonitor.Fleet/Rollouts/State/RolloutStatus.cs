namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>How a rollout is.</summary>
public enum RolloutStatus
{
    /// <summary>It goes on, or would if a host worked on it.</summary>
    Running,

    /// <summary>Stopped, by itself or by a person; it can be resumed.</summary>
    Paused,

    /// <summary>Nodes go back to what they ran before.</summary>
    RollingBack,

    /// <summary>Every wave has passed.</summary>
    Completed,

    /// <summary>What could go back has gone back.</summary>
    RolledBack,

    /// <summary>Given up by a person; nodes keep what they have.</summary>
    Aborted,
}
