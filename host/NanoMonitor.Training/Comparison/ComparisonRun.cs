using NanoMonitor.Datasets;

namespace NanoMonitor.Training.Comparison;

/// <summary>Rows of one recording.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Machine">The machine it was taken from; empty where the dataset does not say.</param>
/// <param name="Label">What is known about the machine's health.</param>
/// <param name="Condition">Kind of fault or way of running, or null.</param>
/// <param name="Stretches">[stretch][n][feature]: within a stretch the trailing mean runs on.</param>
public sealed record ComparisonRun(string Name, string Machine, RecordingLabel Label, string? Condition, IReadOnlyList<double[][]> Stretches)
{
    /// <summary>All rows in order.</summary>
    public double[][] Rows { get; } = [.. Stretches.SelectMany(stretch => stretch)];
}
