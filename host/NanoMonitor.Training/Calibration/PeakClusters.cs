namespace NanoMonitor.Training.Calibration;

/// <summary>Runs declustering: what exceeds a threshold together is one event (Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, section 5.3.2).</summary>
public static class PeakClusters
{
    /// <summary>By how much each cluster's highest value exceeds the threshold.</summary>
    /// <param name="stretches">Series that do not follow each other.</param>
    /// <param name="threshold">Values above it exceed it.</param>
    /// <param name="separation">Successive values at or below the threshold that end a cluster, 1 or more.</param>
    public static double[] Of(IEnumerable<double[]> stretches, double threshold, int separation)
    {
        var peaks = new List<double>();
        foreach (double[] stretch in stretches)
        {
            int below = separation;
            foreach (double value in stretch)
            {
                if (value <= threshold)
                {
                    below++;
                }
                else if (below >= separation)
                {
                    peaks.Add(value - threshold);
                    below = 0;
                }
                else
                {
                    peaks[^1] = Math.Max(peaks[^1], value - threshold);
                    below = 0;
                }
            }
        }

        return [.. peaks];
    }
}
