using NanoMonitor.Core.Model;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Alarms;

/// <summary>A recording that the table has not seen, scored.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Machine">The machine it was taken from.</param>
/// <param name="Condition">Kind of fault or way of running, or null.</param>
/// <param name="Stretches">Windows over which the trailing mean runs on.</param>
public sealed record ScoredRecording(string Name, string Machine, string? Condition, IReadOnlyList<ScoredWindow[]> Stretches)
{
    /// <summary>All windows.</summary>
    public int Windows { get; } = Stretches.Sum(stretch => stretch.Length);

    /// <summary>Scores a recording by the integers a node computes with.</summary>
    public static ScoredRecording Of(FeatureRun run, GroupMade model)
    {
        return new ScoredRecording(run.Name, run.Machine, run.Condition, [.. run.Stretches.Select(stretch =>
            stretch.Select(window => new ScoredWindow(model.Evaluate(window.Values), window.Flat, window.RmsMilliG.Max())).ToArray())]);
    }
}
