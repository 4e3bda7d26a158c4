namespace NanoMonitor.Fleet.Rollouts;

/// <summary>What a rollout does by itself when a wave fails.</summary>
public enum FailureAction
{
    /// <summary>It stops and waits for a person.</summary>
    Pause,

    /// <summary>It brings the old table back to the nodes of that wave and of later ones, and ends.</summary>
    RollBack,
}
