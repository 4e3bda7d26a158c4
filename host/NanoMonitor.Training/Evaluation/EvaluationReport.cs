namespace NanoMonitor.Training.Evaluation;

/// <summary>What <c>evaluate --json</c> writes; figures that cannot be had are null.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Split">The split's name.</param>
/// <param name="Windows">Numbers of windows.</param>
/// <param name="Detectors"><c>node</c> (the integer table), <c>group-made</c> (the float model; its figures are null where only a table was given), <c>mahalanobis</c>.</param>
/// <param name="Quantization">Table less float.</param>
/// <param name="Thresholds">What the table's thresholds make of the test recordings.</param>
/// <param name="Model">The model's size.</param>
public sealed record EvaluationReport(
    string Dataset,
    string Split,
    WindowCounts Windows,
    IReadOnlyList<DetectorReport> Detectors,
    QuantizationReport Quantization,
    ThresholdReport Thresholds,
    ModelReport Model)
{
    /// <summary>The report as JSON, names in camel case.</summary>
    public string ToJson()
    {
        return ReportJson.Of(this);
    }
}
