namespace NanoMonitor.Training.Detectors;

/// <summary>Standardises rows by mean and standard deviation (divisor n) of the training rows; a feature that never changes by 1.</summary>
internal sealed class RowScaler
{
    private readonly double[] mean;
    private readonly double[] deviation;
    private readonly double clip;

    /// <param name="rows">[n][feature], at least one row.</param>
    /// <param name="clip">Bound of the standardised values, in standard deviations.</param>
    public RowScaler(IReadOnlyList<double[]> rows, double clip = double.PositiveInfinity)
    {
        this.clip = clip;
        mean = new double[rows[0].Length];
        deviation = new double[mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = rows.Average(row => row[i]);
            double variance = rows.Average(row => (row[i] - mean[i]) * (row[i] - mean[i]));
            deviation[i] = variance > 0 ? Math.Sqrt(variance) : 1;
        }
    }

    /// <summary>Numbers it has learned.</summary>
    public int Count => 2 * mean.Length;

    public double[][] Apply(IReadOnlyList<double[]> rows)
    {
        return [.. rows.Select(row => row.Select((value, i) => Math.Clamp((value - mean[i]) / deviation[i], -clip, clip)).ToArray())];
    }
}
