namespace NanoMonitor.Training.Cost;

/// <summary>
/// What a window costs on the node, from the burst of an MPU6886 to the decision, without instrumenting anything: a sum over
/// <see cref="WindowShape.Terms"/> whose coefficients tools/NodeCost has fitted to what it counts. Within 1 % of its counts.
/// </summary>
/// <param name="Il">IL instructions.</param>
/// <param name="Ticks">Their price; a tick is the price of a simple instruction.</param>
public sealed record WindowCost(long Il, long Ticks)
{
    /// <summary>The cost of a window of a shape.</summary>
    public static WindowCost Of(WindowShape shape)
    {
        double[] terms = shape.Terms();
        return new WindowCost(Sum(CostCoefficients.Il), Sum(CostCoefficients.Ticks));

        long Sum(IReadOnlyList<double> coefficients) => (long)Math.Round(terms.Zip(coefficients, (term, coefficient) => term * coefficient).Sum());
    }
}
