namespace NanoMonitor.Training.Numerics;

/// <summary>How much successive values say the same.</summary>
public static class Autocorrelation
{
    /// <summary>
    /// The number of independent values that would fix the mean as well: n / (1 + 2·Σ ρ_k), the sum ending at the first
    /// ρ_k ≤ 0 (Geyer, "Practical Markov chain Monte Carlo", Statistical Science 7, 1992). 1 … n.
    /// </summary>
    /// <param name="stretches">Series that do not follow each other, of one mean; at least one value in all.</param>
    public static double EffectiveCount(IReadOnlyList<double[]> stretches)
    {
        int count = stretches.Sum(stretch => stretch.Length);
        double mean = stretches.Sum(stretch => stretch.Sum()) / count;
        double variance = stretches.Sum(stretch => stretch.Sum(value => (value - mean) * (value - mean)));
        double sum = 0;
        int longest = stretches.Max(stretch => stretch.Length);
        for (int lag = 1; lag < longest && variance > 0; lag++)
        {
            double products = stretches.Sum(stretch => Enumerable.Range(0, Math.Max(0, stretch.Length - lag)).Sum(i => (stretch[i] - mean) * (stretch[i + lag] - mean)));
            if (products <= 0)
            {
                break;
            }

            sum += products / variance;
        }

        return Math.Clamp(count / (1 + (2 * sum)), 1, count);
    }
}
