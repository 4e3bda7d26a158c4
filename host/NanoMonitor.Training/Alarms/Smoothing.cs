namespace NanoMonitor.Training.Alarms;

/// <summary>What scores may be smoothed by in place of the node's trailing mean and hold time.</summary>
public static class Smoothing
{
    /// <summary>An exponential mean of weight 2 / (windows + 1), from the window on at which a trailing mean of that length would be full.</summary>
    public static double[] Exponential(IReadOnlyList<double> scores, int windows)
    {
        double weight = 2.0 / (windows + 1);
        var means = new double[scores.Count];
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = i == 0 ? scores[0] : means[i - 1] + (weight * (scores[i] - means[i - 1]));
        }

        return means.Length < windows ? [] : means[(windows - 1)..];
    }

    /// <summary>
    /// The n-th highest of the last values: it reaches a limit exactly when so many of them do. It begins with the n-th value.
    /// </summary>
    /// <param name="values">A series.</param>
    /// <param name="n">How many must reach a limit, 1 or more.</param>
    /// <param name="of">Of how many, <paramref name="n"/> or more.</param>
    public static double[] NthHighest(IReadOnlyList<double> values, int n, int of)
    {
        var highest = new double[Math.Max(0, values.Count - n + 1)];
        for (int i = 0; i < highest.Length; i++)
        {
            int end = i + n;
            int start = Math.Max(0, end - of);
            double[] last = [.. values.Skip(start).Take(end - start).OrderDescending()];
            highest[i] = last[n - 1];
        }

        return highest;
    }
}
