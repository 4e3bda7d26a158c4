namespace NanoMonitor.Training.Comparison;

/// <summary>One detector, fitted with one seed, on one case. Areas are null where normal or anomalous rows are missing.</summary>
/// <param name="Detector">Its name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Auc">Of single rows.</param>
/// <param name="Pauc">Of single rows, up to a false positive rate of 0.1.</param>
/// <param name="AucAggregated">Of trailing means within a stretch.</param>
/// <param name="PaucAggregated">The same, up to a false positive rate of 0.1.</param>
/// <param name="Macs">Multiplications with learned numbers for one row; null where the method has none.</param>
/// <param name="Bytes">Bytes of what was learned: a node's table as it is, other numbers as float32.</param>
/// <param name="TrainSeconds">Time the fit took.</param>
public sealed record DetectorTrial(
    string Detector,
    int Seed,
    double? Auc,
    double? Pauc,
    double? AucAggregated,
    double? PaucAggregated,
    long? Macs,
    long Bytes,
    double TrainSeconds);
