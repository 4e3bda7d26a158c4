namespace NanoMonitor.Training.Detectors;

/// <summary>Ranks single scores among scores of healthy rows, so that scores of different detectors can be averaged.</summary>
internal sealed class RankScale
{
    private readonly double[] sorted;
    private readonly double spread;

    /// <param name="scores">Of healthy rows, at least one.</param>
    public RankScale(IEnumerable<double> scores)
    {
        sorted = [.. scores.Order()];
        double range = sorted[^1] - sorted[sorted.Length / 2];
        spread = range > 0 ? range : 1;
    }

    /// <summary>Numbers it has learned.</summary>
    public int Count => sorted.Length;

    /// <summary>
    /// The share of healthy scores below, ties counted by half, 0 … 1. Above them all the rank goes on as 1 + ln(1 + excess), the excess in
    /// units of the range from the median to the largest: without that, all clear anomalies would tie.
    /// </summary>
    public double Of(double score)
    {
        if (score > sorted[^1])
        {
            return 1 + Math.Log(1 + ((score - sorted[^1]) / spread));
        }

        return (Below(score) + Below(Math.BitIncrement(score))) / (2.0 * sorted.Length);
    }

    // The number of healthy scores below this one, by bisection.
    private int Below(double score)
    {
        int from = 0;
        int to = sorted.Length;
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = sorted[middle] < score ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
