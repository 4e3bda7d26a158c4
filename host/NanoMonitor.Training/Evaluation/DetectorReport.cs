namespace NanoMonitor.Training.Evaluation;

/// <summary>One detector: all anomalous recordings against all normal test windows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Auc">Of single windows.</param>
/// <param name="Pauc">Of single windows, up to a false positive rate of 0.1.</param>
/// <param name="AucAggregated">Of trailing means over ceil(5 s / hop) windows within a recording.</param>
/// <param name="PaucAggregated">The same, up to a false positive rate of 0.1.</param>
/// <param name="ByCondition">Each condition's anomalous recordings alone against all normal test windows; single windows.</param>
public sealed record DetectorReport(
    string Name,
    double? Auc,
    double? Pauc,
    double? AucAggregated,
    double? PaucAggregated,
    IReadOnlyDictionary<string, AreaReport> ByCondition);
