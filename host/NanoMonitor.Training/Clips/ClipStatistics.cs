namespace NanoMonitor.Training.Clips;

/// <summary>
/// One row for a whole clip: of each pooled band the mean, the standard deviation and the mean absolute difference from frame to frame.
/// </summary>
public static class ClipStatistics
{
    /// <summary>Bands after pooling, at most.</summary>
    public const int MostPooledBands = 32;

    private static readonly string[] Statistics = ["mean", "deviation", "change"];

    /// <summary>Bands after pooling neighbours.</summary>
    public static int PooledBands(int bands) => Math.Min(bands, MostPooledBands);

    /// <summary>[feature]: what each is called; statistic after statistic, bands from low to high.</summary>
    public static IReadOnlyList<string> Names(int bands)
    {
        return [.. Statistics.SelectMany(statistic => Enumerable.Range(0, PooledBands(bands)).Select(band => $"{statistic}.band{band:D2}"))];
    }

    /// <summary>The row of one clip.</summary>
    /// <param name="frames">[frame][band], at least one frame.</param>
    /// <returns>[feature]; the change is 0 where there is one frame.</returns>
    public static double[] Of(float[][] frames)
    {
        double[][] pooled = [.. frames.Select(Pool)];
        int[] bands = [.. Enumerable.Range(0, pooled[0].Length)];
        double[] means = [.. bands.Select(band => pooled.Average(frame => frame[band]))];
        double[] deviations = [.. bands.Select(band => Math.Sqrt(pooled.Average(frame => Math.Pow(frame[band] - means[band], 2))))];
        double[] changes = [.. bands.Select(band => pooled.Zip(pooled.Skip(1), (a, b) => Math.Abs(b[band] - a[band])).DefaultIfEmpty().Average())];
        return [.. means, .. deviations, .. changes];
    }

    // Pool p of P takes the bands from p·B/P to (p + 1)·B/P.
    internal static double[] Pool(float[] frame)
    {
        int pools = PooledBands(frame.Length);
        var pooled = new double[pools];
        for (int pool = 0; pool < pools; pool++)
        {
            int first = pool * frame.Length / pools;
            int end = (pool + 1) * frame.Length / pools;
            pooled[pool] = frame[first..end].Average(value => (double)value);
        }

        return pooled;
    }
}
