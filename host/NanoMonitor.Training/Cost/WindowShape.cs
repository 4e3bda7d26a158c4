using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Training.Cost;

/// <summary>What the cost of a window depends on.</summary>
/// <param name="Spec">The features.</param>
/// <param name="Order">Groups and order of the model.</param>
/// <param name="ModeCount">Modes of the model.</param>
/// <param name="ResidualCount">Those of them that have a residual network.</param>
/// <param name="HiddenCount">Hidden units of each residual network.</param>
public sealed record WindowShape(FeatureSpec Spec, GroupOrder Order, int ModeCount, int ResidualCount, int HiddenCount)
{
    /// <summary>The window lengths a spec may have.</summary>
    public static readonly IReadOnlyList<int> Lengths = [128, 256, 512];

    /// <summary>The most axes a spec may have.</summary>
    public const int MostAxes = 3;

    /// <summary>The shape of a table.</summary>
    public static WindowShape Of(WeightTable table) =>
        new(table.Spec, table.Order, table.ModeCount, table.Modes.Count(mode => mode.HasResidual), table.HiddenCount);

    /// <summary>
    /// What the cost is a sum of, with a coefficient for each: one of each window length and number of axes (1 for the one it is, 0
    /// for the others); features D; modes, modes · D and their skip weights; residual networks, residual networks · D, their hidden
    /// units and their weights.
    /// </summary>
    public double[] Terms()
    {
        double[] terms = new double[(Lengths.Count * MostAxes) + 8];
        int length = Lengths.TakeWhile(length => length < Spec.WindowLength).Count();
        terms[(length * MostAxes) + Spec.AxisCount - 1] = 1;
        double features = Spec.FeatureCount;
        int at = Lengths.Count * MostAxes;
        terms[at++] = features;
        terms[at++] = ModeCount;
        terms[at++] = ModeCount * features;
        terms[at++] = ModeCount * features * (features - 1) / 2;
        terms[at++] = ResidualCount;
        terms[at++] = ResidualCount * features;
        terms[at++] = ResidualCount * HiddenCount;
        terms[at++] = ResidualCount == 0 ? 0 : ResidualCount * (Order.HiddenReach(HiddenCount).Sum() + (2.0 * Order.OutputReach(HiddenCount).Sum()));
        return terms;
    }
}
