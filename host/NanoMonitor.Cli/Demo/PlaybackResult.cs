namespace NanoMonitor.Cli.Demo;

/// <summary>What <c>demo --dataset --json</c> writes: how well the node itself told the recordings apart. Null where it cannot be had.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Split">The split played.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="TableBytes">Length of the weight table.</param>
/// <param name="NormalWindows">Normal test windows the node scored.</param>
/// <param name="AnomalyWindows">Anomalous test windows the node scored.</param>
/// <param name="Auc">Area under the ROC of the window scores.</param>
/// <param name="Pauc">The same up to a false positive rate of 0.1, standardised (McClish).</param>
/// <param name="AucAggregated">As <paramref name="Auc"/>, for trailing means of about 5 s.</param>
/// <param name="PaucAggregated">As <paramref name="Pauc"/>, for trailing means of about 5 s.</param>
/// <param name="FalseAlarmRate">Share of the normal windows in Warning or Alarm.</param>
/// <param name="DetectionRate">Share of the anomalous recordings with an Alarm.</param>
/// <param name="ParityWindows">Windows computed again on the host.</param>
/// <param name="ParityMismatches">Windows of these in which any integer differed.</param>
/// <param name="WallSeconds">Real time it took.</param>
internal sealed record PlaybackResult(
    string Dataset,
    string Split,
    int Seed,
    int TableBytes,
    int NormalWindows,
    int AnomalyWindows,
    double? Auc,
    double? Pauc,
    double? AucAggregated,
    double? PaucAggregated,
    double? FalseAlarmRate,
    double? DetectionRate,
    int ParityWindows,
    int ParityMismatches,
    double WallSeconds);
