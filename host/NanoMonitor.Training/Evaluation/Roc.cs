namespace NanoMonitor.Training.Evaluation;

/// <summary>Areas under the receiver operating characteristic; higher scores are less normal.</summary>
public static class Roc
{
    /// <summary>The probability that an anomaly scores above a normal window, ties counting one half; null where either is missing.</summary>
    public static double? Area(IReadOnlyList<double> normal, IReadOnlyList<double> anomaly)
    {
        return Partial(normal, anomaly, 1);
    }

    /// <summary>
    /// The area up to a false positive rate, standardised to 0.5 = chance and 1 = perfect: ½·(1 + (A − m²/2) / (m − m²/2)).
    /// McClish, "Analyzing a portion of the ROC curve", Medical Decision Making 9 (1989). The curve runs straight through ties and is
    /// interpolated at the end, as scikit-learn's roc_auc_score(max_fpr) does. Null where normal or anomalous windows are missing.
    /// </summary>
    /// <param name="normal">Scores of normal windows.</param>
    /// <param name="anomaly">Scores of anomalous windows.</param>
    /// <param name="maxFalsePositiveRate">m, above 0 and at most 1.</param>
    public static double? PartialArea(IReadOnlyList<double> normal, IReadOnlyList<double> anomaly, double maxFalsePositiveRate = 0.1)
    {
        double m = maxFalsePositiveRate;
        return Partial(normal, anomaly, m) is { } area ? 0.5 * (1 + ((area - (m * m / 2)) / (m - (m * m / 2)))) : null;
    }

    /// <summary>The corners of the curve from (0, 0) to (1, 1); empty where normal or anomalous windows are missing.</summary>
    public static IReadOnlyList<(double FalsePositiveRate, double TruePositiveRate)> Curve(IReadOnlyList<double> normal, IReadOnlyList<double> anomaly)
    {
        if (normal.Count == 0 || anomaly.Count == 0)
        {
            return [];
        }

        var corners = new List<(double, double)> { (0, 0) };
        var (x, y) = (0, 0);
        foreach (var (dx, dy) in Steps(normal, anomaly))
        {
            x += dx;
            y += dy;
            corners.Add(((double)x / normal.Count, (double)y / anomaly.Count));
        }

        return corners;
    }

    private static double? Partial(IReadOnlyList<double> normal, IReadOnlyList<double> anomaly, double maxFalsePositiveRate)
    {
        if (normal.Count == 0 || anomaly.Count == 0)
        {
            return null;
        }

        double end = maxFalsePositiveRate * normal.Count;
        double x = 0;
        double y = 0;
        double area = 0;
        foreach (var (dx, dy) in Steps(normal, anomaly))
        {
            double visible = dx == 0 ? 0 : Math.Clamp((end - x) / dx, 0, 1);
            area += visible * dx * (y + (visible * dy / 2));
            x += dx;
            y += dy;
        }

        return area / ((double)normal.Count * anomaly.Count);
    }

    // From the highest score down: how many normal and anomalous windows share it. Counts, not rates, so that a perfect area is exactly 1.
    private static IEnumerable<(int X, int Y)> Steps(IReadOnlyList<double> normal, IReadOnlyList<double> anomaly)
    {
        return normal.Select(score => (score, positive: 0)).Concat(anomaly.Select(score => (score, positive: 1)))
            .GroupBy(item => item.score).OrderByDescending(group => group.Key)
            .Select(group => (group.Count(item => item.positive == 0), group.Sum(item => item.positive)));
    }
}
