namespace NanoMonitor.Training.Calibration;

/// <summary>Trailing means of scores, as the node's decision takes them.</summary>
public static class TrailingMean
{
    /// <summary>The mean is over about this long, in seconds.</summary>
    public const double Seconds = 5;

    /// <summary>Windows of the mean: ceil(5 s / hop), at least 1.</summary>
    /// <param name="hop">Samples from window to window.</param>
    /// <param name="sampleRateMilliHz">Sample rate in mHz.</param>
    public static int WindowsFor(int hop, int sampleRateMilliHz)
    {
        return Math.Max(1, (int)Math.Ceiling(Seconds * sampleRateMilliHz / (1000.0 * hop)));
    }

    /// <summary>The means of every <paramref name="windows"/> successive scores of one stretch; of a shorter stretch its one mean.</summary>
    public static double[] Of(IReadOnlyList<double> stretch, int windows)
    {
        int length = Math.Min(windows, stretch.Count);
        var means = new double[stretch.Count == 0 ? 0 : stretch.Count - length + 1];
        for (int i = 0; i < means.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < length; j++)
            {
                sum += stretch[i + j];
            }

            means[i] = sum / length;
        }

        return means;
    }
}
