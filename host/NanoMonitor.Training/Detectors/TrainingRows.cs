using NanoMonitor.Core.Model;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Detectors;

/// <summary>What detectors learn from.</summary>
/// <param name="Runs">[run][n][feature] of a healthy machine; runs in their order in time, none empty.</param>
/// <param name="Order">Groups of the features, for detectors that have an order.</param>
/// <param name="Source">The feature windows behind the rows, where they are a node's; else null.</param>
public sealed record TrainingRows(IReadOnlyList<double[][]> Runs, GroupOrder Order, FeatureSet? Source)
{
    /// <summary>[n][feature] of all runs.</summary>
    public double[][] All { get; } = [.. Runs.SelectMany(run => run)];

    /// <summary>D.</summary>
    public int FeatureCount => Order.FeatureAt.Length;

    /// <summary>[run]: the machine, condition or recording that the run is of, see <see cref="RunIdentities"/>; empty where nobody says.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>[spectrum][band]: features that are neighbouring bands of one spectrum, from low to high frequency.</summary>
    public IReadOnlyList<int[]> Spectra { get; init; } = [];
}
