using NanoMonitor.Core.Signal;

namespace NanoMonitor.Datasets.Waveforms;

/// <summary>Counts that a node recorded in one go.</summary>
/// <param name="Spec">The node's feature spec: what the counts mean.</param>
/// <param name="Machine">The machine, usually named by site and node.</param>
/// <param name="Label">What is known about the machine's health meanwhile.</param>
/// <param name="Stretches">[stretch][axis][n]: counts; samples are missing between two stretches.</param>
public sealed record WaveformRun(FeatureSpec Spec, string Machine, RecordingLabel Label, IReadOnlyList<int[][]> Stretches)
{
    /// <summary>Kind of fault or way of running, or null.</summary>
    public string? Condition { get; init; }

    /// <summary>When it began, or null.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>What else is worth knowing, for people, or null.</summary>
    public string? Note { get; init; }
}
