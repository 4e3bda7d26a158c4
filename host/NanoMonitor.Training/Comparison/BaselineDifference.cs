using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Comparison;

/// <summary>
/// A detector less the Mahalanobis distance, over the cases that have both: means of the cases, cases of one dataset counting as one, and
/// the dataset where the detector does worst by each figure. Null where no case has both.
/// </summary>
/// <param name="Auc">Mean difference of the AUC of single rows.</param>
/// <param name="Pauc">Of their pAUC.</param>
/// <param name="AucAggregated">Of the AUC of trailing means.</param>
/// <param name="PaucAggregated">Of their pAUC.</param>
/// <param name="WorstAuc">Least difference of a dataset's mean, of the AUC of single rows.</param>
/// <param name="WorstPauc">Of their pAUC.</param>
/// <param name="WorstAucAggregated">Of the AUC of trailing means.</param>
/// <param name="WorstPaucAggregated">Of their pAUC.</param>
public sealed record BaselineDifference(
    double? Auc,
    double? Pauc,
    double? AucAggregated,
    double? PaucAggregated,
    double? WorstAuc,
    double? WorstPauc,
    double? WorstAucAggregated,
    double? WorstPaucAggregated)
{
    /// <summary>Name of the detector that others are compared with.</summary>
    public static string Baseline { get; } = new MahalanobisKind().Name;

    /// <summary>The differences of a detector.</summary>
    public static BaselineDifference Of(string detector, IReadOnlyList<CaseReport> cases)
    {
        double?[] auc = ByDataset(detector, cases, trial => trial.Auc);
        double?[] pauc = ByDataset(detector, cases, trial => trial.Pauc);
        double?[] aucAggregated = ByDataset(detector, cases, trial => trial.AucAggregated);
        double?[] paucAggregated = ByDataset(detector, cases, trial => trial.PaucAggregated);
        return new BaselineDifference(
            auc.Average(),
            pauc.Average(),
            aucAggregated.Average(),
            paucAggregated.Average(),
            auc.Min(),
            pauc.Min(),
            aucAggregated.Min(),
            paucAggregated.Min());
    }

    private static double?[] ByDataset(string detector, IReadOnlyList<CaseReport> cases, Func<DetectorTrial, double?> figure)
    {
        double? Mean(CaseReport report, string name) => report.Trials.Where(trial => trial.Detector == name).Average(figure);
        return [.. cases.GroupBy(report => report.Dataset)
            .Select(dataset => dataset.Average(report => Mean(report, detector) - Mean(report, Baseline)))];
    }
}
