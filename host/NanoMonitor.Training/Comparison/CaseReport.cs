using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Comparison;

/// <summary>All detectors on one case.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Split">Name of the split.</param>
/// <param name="Machine">The machine, where each has its own model; else null.</param>
/// <param name="Windows">Numbers of rows.</param>
/// <param name="Trials">One entry a detector and seed.</param>
public sealed record CaseReport(string Dataset, string Split, string? Machine, WindowCounts Windows, IReadOnlyList<DetectorTrial> Trials)
{
    /// <summary>Detectors and recordings that do not count here, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}
