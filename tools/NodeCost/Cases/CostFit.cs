using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Tools.NodeCost.Metering;
using NanoMonitor.Training.Cost;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>Fits the coefficients of <see cref="WindowCost"/> to counts, and writes them as source.</summary>
public static class CostFit
{
    /// <summary>The shapes it is fitted to: every length with every number of axes, and bands, modes and hidden units varied.</summary>
    public static readonly IReadOnlyList<CaseShape> Shapes =
    [
        .. WindowShape.Lengths.SelectMany(length => Enumerable.Range(1, WindowShape.MostAxes).Select(axes => new CaseShape(length, axes))),
        .. new[] { 8, 24, 32 }.SelectMany(bands => Enumerable.Range(1, WindowShape.MostAxes).Select(axes => new CaseShape(AxisCount: axes, BandCount: bands))),
        .. new[] { 1, 3, 4 }.Select(modes => new CaseShape(ModeCount: modes)),
        .. new[] { 1, 4 }.SelectMany(modes => new[] { 8, 24 }.Select(bands => new CaseShape(AxisCount: 2, BandCount: bands, ModeCount: modes))),
        .. new[] { 4, 8, 16, 24, 40, 60 }.Select(hidden => new CaseShape(ModeCount: 1, HiddenCount: hidden)),
        .. new[] { 8, 24 }.Select(hidden => new CaseShape(AxisCount: 1, ModeCount: 3, HiddenCount: hidden)),
        new CaseShape(ModeCount: 2, HiddenCount: 24),
        new CaseShape(AxisCount: 2, BandCount: 24, HiddenCount: 16),
        .. new[] { 8, 24 }.SelectMany(hidden => new[] { 1, 3 }.Select(modes => new CaseShape(AxisCount: 2, ModeCount: modes, HiddenCount: hidden))),
    ];

    /// <summary>Measures every shape and gives the source of CostCoefficients.</summary>
    public static string Generate(Meter meter)
    {
        CostItem[] costs = [.. Shapes.Select(shape => meter.Window("fit", shape).Total)];
        return $$"""
            namespace NanoMonitor.Training.Cost;

            /// <summary>
            /// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
            /// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
            /// </summary>
            internal static class CostCoefficients
            {
                public static readonly IReadOnlyList<double> Il = [{{Fit(costs.Select(cost => cost.Il))}}];

                public static readonly IReadOnlyList<double> Ticks = [{{Fit(costs.Select(cost => cost.Ticks))}}];
            }

            """;
    }

    /// <summary>What a shape's cost depends on.</summary>
    public static WindowShape Describe(CaseShape shape) =>
        new(shape.Spec, shape.Order, shape.ModeCount, shape.HiddenCount > 0 ? shape.ModeCount : 0, shape.HiddenCount);

    // Least squares of relative errors.
    private static string Fit(IEnumerable<long> costs)
    {
        double[] measured = [.. costs.Select(cost => (double)cost)];
        double[][] terms = [.. Shapes.Select((shape, i) => Describe(shape).Terms().Select(term => term / measured[i]).ToArray())];
        Vector<double> ones = Vector<double>.Build.Dense(measured.Length, 1);
        Vector<double> coefficients = Matrix<double>.Build.DenseOfRowArrays(terms).Svd().Solve(ones);
        return string.Join(", ", coefficients.Select(coefficient => Math.Round(coefficient, 2).ToString(CultureInfo.InvariantCulture)));
    }
}
