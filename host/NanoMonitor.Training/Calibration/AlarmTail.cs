using MathNet.Numerics.Distributions;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Calibration;

/// <summary>
/// How often held scores of the healthy machine go how far: peaks over a threshold after declustering, with a generalized Pareto tail
/// (Coles 2001, chapters 4 and 5). Clusters come as a Poisson process, one false alarm each where they reach the limit.
/// </summary>
/// <param name="Threshold">Where the tail begins, bits per feature.</param>
/// <param name="Excesses">By how much each cluster exceeds it; at least one.</param>
/// <param name="Windows">Windows they were found in.</param>
/// <param name="Tail">Their distribution.</param>
public sealed record AlarmTail(double Threshold, double[] Excesses, int Windows, GeneralizedPareto Tail)
{
    /// <summary>From fewer clusters a tail is extrapolated from too little.</summary>
    public const int GoodClusters = 10;

    private const double TailShare = 0.1;
    private const int Samples = 2000;

    /// <summary>
    /// The tail of what a limit held for some windows would meet: held-out means, each at most the reach of the healthy machine, as rare
    /// stretches that the final model has seen are not what is to come.
    /// </summary>
    /// <param name="evidence">Scores by models that have not seen the windows.</param>
    /// <param name="holdWindows">Hold time.</param>
    public static AlarmTail Of(CalibrationEvidence evidence, int holdWindows)
    {
        double reach = HealthyReach.Of(evidence).Reach;
        var held = evidence.CrossFit.ByBlock
            .SelectMany(block => block.Means)
            .Select(means => HeldMean.Of([.. means.Select(mean => Math.Min(mean, reach))], holdWindows));
        return Of([.. held], evidence.AggregateWindows + holdWindows, HealthyReach.IdealDeviation(evidence) / 2);
    }

    /// <summary>Fits the tail of the highest tenth.</summary>
    /// <param name="stretches">Held means (<see cref="HeldMean"/>) that do not follow each other; at least one value.</param>
    /// <param name="separation">Windows below the threshold that part two clusters: those of one held mean.</param>
    /// <param name="leastScale">Least scale of the tail, for values that are all alike; more than 0.</param>
    public static AlarmTail Of(IReadOnlyList<double[]> stretches, int separation, double leastScale)
    {
        double threshold = Quantile.Of(stretches.SelectMany(stretch => stretch), 1 - TailShare);
        double[] excesses = PeakClusters.Of(stretches, threshold, separation);
        return new AlarmTail(threshold, excesses.Length == 0 ? [0] : excesses, stretches.Sum(stretch => stretch.Length), Fit(excesses, leastScale));
    }

    /// <summary>Expected clusters a window that reach a level.</summary>
    public double RateBeyond(double level)
    {
        return Excesses.Length * Tail.Survival(level - Threshold) / Windows;
    }

    /// <summary>The level that so many clusters a window reach; the threshold where even that has fewer.</summary>
    public double LevelOf(double rate)
    {
        double probability = rate * Windows / Excesses.Length;
        return Threshold + (probability >= 1 ? 0 : Tail.ExceededWith(probability));
    }

    /// <summary>
    /// The middle 90 % of what <see cref="RateBeyond"/> may be: the rate of clusters follows a gamma distribution of their number + ½
    /// (Jeffreys' prior of a Poisson rate), the tail's scale the inverse gamma distribution that as many exponential excesses leave; the
    /// shape counts as known.
    /// </summary>
    public (double Low, double High) RateInterval(double level, int seed)
    {
        var random = new Random(seed);
        int count = Excesses.Length;
        double[] rates = [.. Enumerable.Range(0, Samples).Select(_ =>
        {
            double clusters = Gamma.Sample(random, count + 0.5, 1);
            double scale = Tail.Scale * count / Gamma.Sample(random, count, 1);
            return clusters * (Tail with { Scale = scale }).Survival(level - Threshold) / Windows;
        })];
        return (Quantile.Of(rates, 0.05), Quantile.Of(rates, 0.95));
    }

    private static GeneralizedPareto Fit(double[] excesses, double leastScale)
    {
        if (excesses.Length == 0 || excesses.Max() <= 0)
        {
            return new GeneralizedPareto(leastScale, 0);
        }

        var tail = GeneralizedPareto.Fit(excesses);
        return tail with { Scale = Math.Max(tail.Scale, leastScale) };
    }
}
