using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Fleets;

/// <summary>One machine of a fleet to train.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Train">Runs of it while healthy.</param>
public sealed record FleetMachine(string Name, FeatureSet Train)
{
    /// <summary>The machines that a set's runs were taken from, in the order in which they first come.</summary>
    public static IReadOnlyList<FleetMachine> Of(FeatureSet set)
    {
        return [.. set.Runs.GroupBy(run => run.Machine).Select(runs => new FleetMachine(runs.Key, new FeatureSet(set.Spec, [.. runs])))];
    }
}
