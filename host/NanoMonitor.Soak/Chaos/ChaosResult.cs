namespace NanoMonitor.Soak.Chaos;

/// <summary>What became of a run.</summary>
public sealed record ChaosResult
{
    public required ChaosPlan Plan { get; init; }

    /// <summary>What was wrong; empty where the run has passed.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Faults that came to pass, by kind.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>How often the host was killed, or died.</summary>
    public required int HostKills { get; init; }

    /// <summary>How each rollout ended, in order.</summary>
    public required IReadOnlyList<string> Rollouts { get; init; }

    /// <summary>Manifests that were made, each counted once.</summary>
    public required int Manifests { get; init; }

    /// <summary>Publications of a manifest that the broker had seen before.</summary>
    public required int ManifestsAgain { get; init; }

    /// <summary>Events and telemetry that the broker has, each counted once.</summary>
    public required int Messages { get; init; }

    /// <summary>Messages that came again.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Stored messages given up because a store was full.</summary>
    public required int Dropped { get; init; }

    /// <summary>Starts of firmware: power-ons and wakes.</summary>
    public required int Starts { get; init; }

    /// <summary>Nodes that obeyed a command to reboot, which was sent three times.</summary>
    public required int Reboots { get; init; }

    /// <summary>Nodes that do not run what is desired of them, and say why.</summary>
    public required int Explained { get; init; }

    /// <summary>Simulated hours until all was over.</summary>
    public required double Hours { get; init; }

    public required TimeSpan WallTime { get; init; }

    public bool Passed => Findings.Count == 0;
}
