namespace NanoMonitor.Soak;

/// <summary>What became of a run.</summary>
public sealed record SoakResult
{
    public required SoakPlan Plan { get; init; }

    /// <summary>What was wrong; empty where the run has passed.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Faults that came to pass, by kind.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>Starts of the firmware: power-ons and wakes.</summary>
    public required int Starts { get; init; }

    /// <summary>Boots by the node's own count.</summary>
    public required int Boots { get; init; }

    public required int Events { get; init; }

    public required int Telemetry { get; init; }

    public required int FeatureMessages { get; init; }

    /// <summary>Messages that came again.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Stored messages given up because a store was full.</summary>
    public required int Dropped { get; init; }

    /// <summary>Files written and closed.</summary>
    public required int Writes { get; init; }

    public required long WrittenBytes { get; init; }

    public required TimeSpan WallTime { get; init; }

    public bool Passed => Findings.Count == 0;
}
