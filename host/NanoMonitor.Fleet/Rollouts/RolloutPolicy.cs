namespace NanoMonitor.Fleet.Rollouts;

/// <summary>When a wave passes, and when it fails.</summary>
public sealed record RolloutPolicy
{
    /// <summary>Percent of a wave's nodes that must run the new table and be no worse than before, for the next wave to begin; 1 … 100.</summary>
    public int SuccessPercent { get; init; } = 90;

    /// <summary>Percent of a wave's nodes that may refuse, revert, stay silent or be worse; above it the wave has failed. 0 … 100.</summary>
    public int FailurePercent { get; init; } = 10;

    /// <summary>How long a node that does not sleep may take from the manifest to its confirmation, while the broker is in reach.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>As <see cref="Patience"/>, for a node that sleeps.</summary>
    public TimeSpan SleepPatience { get; init; } = TimeSpan.FromHours(24);

    /// <summary>For how long a node's health is compared, before and after; zero compares nothing.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Percentage points by which the share of voided windows may rise.</summary>
    public int VoidedRisePoints { get; init; } = 5;

    public FailureAction OnFailure { get; init; } = FailureAction.Pause;
}
