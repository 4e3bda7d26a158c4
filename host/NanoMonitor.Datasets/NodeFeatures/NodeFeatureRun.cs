using NanoMonitor.Core.Signal;

namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>One commissioning run: what a node sent of one machine in one go.</summary>
/// <param name="Spec">The node's feature spec.</param>
/// <param name="Machine">The machine, usually named by site and node.</param>
/// <param name="Label">What is known about the machine's health during the run.</param>
/// <param name="Windows">Its windows in order: the numbers of one boot rise, a boot that ended does not come back.</param>
public sealed record NodeFeatureRun(FeatureSpec Spec, string Machine, RecordingLabel Label, IReadOnlyList<FeatureWindow> Windows)
{
    /// <summary>Kind of fault or way of running, or null.</summary>
    public string? Condition { get; init; }

    /// <summary>When the run began, or null.</summary>
    public DateTimeOffset? Started { get; init; }
}
