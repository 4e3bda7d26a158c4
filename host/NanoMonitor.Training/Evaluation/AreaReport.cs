namespace NanoMonitor.Training.Evaluation;

/// <summary>How well scores tell anomalies from normal windows.</summary>
/// <param name="Auc">See <see cref="Roc.Area"/>.</param>
/// <param name="Pauc">Up to a false positive rate of 0.1; see <see cref="Roc.PartialArea"/>.</param>
public sealed record AreaReport(double? Auc, double? Pauc)
{
    /// <summary>The areas of two sets of scores.</summary>
    public static AreaReport Of(IReadOnlyList<double> normal, IReadOnlyList<double> anomaly)
    {
        return new AreaReport(Roc.Area(normal, anomaly), Roc.PartialArea(normal, anomaly));
    }
}
