namespace NanoMonitor.Training.Numerics;

/// <summary>The generalized Pareto distribution of excesses over a threshold: P(X &gt; x) = (1 + ξ·x/σ)^(−1/ξ), e^(−x/σ) where ξ = 0.</summary>
/// <param name="Scale">σ, more than 0.</param>
/// <param name="Shape">ξ; 0 is the exponential tail.</param>
public readonly record struct GeneralizedPareto(double Scale, double Shape)
{
    // Probability-weighted moments need a shape below ½; a tail that ends is not believed of few excesses.
    private const double LeastShape = 0;
    private const double MostShape = 0.5;

    private const double Exponential = 1e-9;

    /// <summary>
    /// Fits by probability-weighted moments (Hosking and Wallis, "Parameter and quantile estimation for the generalized Pareto
    /// distribution", Technometrics 29, 1987), the shape held within 0 … ½.
    /// </summary>
    /// <param name="excesses">At least one, 0 or more each, not all 0.</param>
    public static GeneralizedPareto Fit(IReadOnlyCollection<double> excesses)
    {
        double[] sorted = [.. excesses.Order()];
        int count = sorted.Length;
        double mean = sorted.Average();
        // E[X·(1 − F(X))], unbiased.
        double weighted = count < 2 ? mean / 4 : sorted.Select((value, i) => value * (count - 1 - i) / (count - 1)).Average();
        double shape = 2 - (mean / (mean - (2 * weighted)));
        shape = double.IsFinite(shape) ? Math.Clamp(shape, LeastShape, MostShape) : LeastShape;
        return new GeneralizedPareto(mean * (1 - shape), shape);
    }

    /// <summary>P(X &gt; x).</summary>
    public double Survival(double x)
    {
        return x <= 0 ? 1 : Math.Abs(Shape) < Exponential ? Math.Exp(-x / Scale) : Math.Pow(Math.Max(0, 1 + (Shape * x / Scale)), -1 / Shape);
    }

    /// <summary>The excess that is exceeded with a probability of 0 … 1; 0 for 1.</summary>
    public double ExceededWith(double probability)
    {
        return Math.Abs(Shape) < Exponential ? -Scale * Math.Log(probability) : Scale / Shape * (Math.Pow(probability, -Shape) - 1);
    }
}
