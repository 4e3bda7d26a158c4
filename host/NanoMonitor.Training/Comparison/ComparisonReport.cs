namespace NanoMonitor.Training.Comparison;

/// <summary>What <c>compare --json</c> writes; figures that cannot be had are null.</summary>
/// <param name="Overall">Detectors over everything.</param>
/// <param name="Datasets">Detectors over each dataset.</param>
/// <param name="Cases">Every dataset, split and, with a model each, machine.</param>
public sealed record ComparisonReport(
    IReadOnlyList<DetectorSummary> Overall, IReadOnlyDictionary<string, IReadOnlyList<DetectorSummary>> Datasets, IReadOnlyList<CaseReport> Cases)
{
    /// <summary>Sums up cases.</summary>
    public static ComparisonReport Of(IReadOnlyList<CaseReport> cases)
    {
        return new ComparisonReport(
            DetectorSummary.Of(cases),
            cases.GroupBy(report => report.Dataset).ToDictionary(group => group.Key, group => DetectorSummary.Of([.. group])),
            cases);
    }

    /// <summary>The report as JSON, names in camel case.</summary>
    public string ToJson() => ReportJson.Of(this);
}
