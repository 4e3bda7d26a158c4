using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;

namespace NanoMonitor.Training.Features;

/// <summary>Feature windows of one spec: all that training and evaluation look at.</summary>
/// <param name="Spec">What the features mean.</param>
/// <param name="Runs">Recordings in order.</param>
public sealed record FeatureSet(FeatureSpec Spec, IReadOnlyList<FeatureRun> Runs)
{
    /// <summary>All windows in order.</summary>
    public IReadOnlyList<FeatureWindow> Windows { get; } = [.. Runs.SelectMany(run => run.Windows)];
}
