using NanoMonitor.Datasets;

namespace NanoMonitor.Training.Comparison;

/// <summary>What detectors said of one recording.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What is known about the machine's health.</param>
/// <param name="Condition">Kind of fault or way of running, or null.</param>
/// <param name="Scores">By detector: [stretch][n].</param>
/// <param name="Blame">[feature]: mean part in the node's score, bits; null where no detector tells.</param>
public sealed record ScoredRun(
    string Name, RecordingLabel Label, string? Condition, IReadOnlyDictionary<string, double[][]> Scores, double[]? Blame);
