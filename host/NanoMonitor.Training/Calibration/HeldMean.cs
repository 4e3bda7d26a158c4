namespace NanoMonitor.Training.Calibration;

/// <summary>What a hold time makes of trailing means: a limit is reached for so many windows in a row exactly when the least of them reaches it.</summary>
public static class HeldMean
{
    /// <summary>The least of every <paramref name="hold"/> successive means of one stretch; of a shorter stretch its one least.</summary>
    public static double[] Of(IReadOnlyList<double> means, int hold)
    {
        int length = Math.Min(hold, means.Count);
        var least = new double[means.Count == 0 ? 0 : means.Count - length + 1];
        for (int i = 0; i < least.Length; i++)
        {
            double low = means[i];
            for (int j = 1; j < length; j++)
            {
                low = Math.Min(low, means[i + j]);
            }

            least[i] = low;
        }

        return least;
    }
}
