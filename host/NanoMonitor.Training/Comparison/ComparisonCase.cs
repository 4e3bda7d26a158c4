using NanoMonitor.Core.Model;
using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Comparison;

/// <summary>What detectors are compared on: healthy rows to learn from, rows to judge.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Split">Name of the split.</param>
/// <param name="Machine">The machine, where each has its own model; else null.</param>
/// <param name="FeatureNames">[feature]: what each is called.</param>
/// <param name="AggregateRows">Rows of the trailing mean.</param>
/// <param name="Train">What to learn from.</param>
/// <param name="Test">Recordings to judge; idle and mixed ones do not count.</param>
public sealed record ComparisonCase(
    string Dataset,
    string Split,
    string? Machine,
    IReadOnlyList<string> FeatureNames,
    int AggregateRows,
    TrainingRows Train,
    IReadOnlyList<ComparisonRun> Test)
{
    /// <summary>Recordings of the split that are in no case.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}
