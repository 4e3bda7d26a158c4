namespace NanoMonitor.Training.Detectors;

/// <summary>
/// Mixup (Zhang, Cissé, Dauphin and Lopez-Paz, "mixup: Beyond Empirical Risk Minimization", ICLR 2018): rows and labels become
/// λ·own + (1 − λ)·another's, with λ from Beta(0.2, 0.2) for each row.
/// </summary>
internal static class Mixup
{
    private const double Alpha = 0.2;

    /// <summary>Mixes a batch with itself in another order.</summary>
    /// <param name="rows">[n][feature]</param>
    /// <param name="labels">[n][class], probabilities.</param>
    /// <param name="random">Partners and λ.</param>
    /// <returns>Both in the same shape.</returns>
    public static (double[][] Rows, double[][] Labels) Apply(double[][] rows, double[][] labels, Random random)
    {
        int[] partner = [.. Enumerable.Range(0, rows.Length)];
        random.Shuffle(partner);
        double[] own = [.. rows.Select(_ => Beta(random))];
        double[][] Mix(double[][] values) => [.. values.Select((value, n) => Between(value, values[partner[n]], own[n]))];
        return (Mix(rows), Mix(labels));
    }

    private static double[] Between(double[] first, double[] second, double share)
    {
        return [.. first.Zip(second, (a, b) => (share * a) + ((1 - share) * b))];
    }

    // Beta(α, α) by rejection (Jöhnk 1964): U^(1/α) / (U^(1/α) + V^(1/α)) where the sum is at most 1.
    private static double Beta(Random random)
    {
        while (true)
        {
            double first = Math.Pow(random.NextDouble(), 1 / Alpha);
            double sum = first + Math.Pow(random.NextDouble(), 1 / Alpha);
            if (sum is > 0 and <= 1)
            {
                return first / sum;
            }
        }
    }
}
