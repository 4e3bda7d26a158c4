using System.Text.Json.Serialization;

namespace NanoMonitor.Training.Comparison;

/// <summary>What <c>compare --json</c> writes; figures that cannot be had are null.</summary>
/// <param name="Overall">Each detector over every case that has it.</param>
/// <param name="Common">Detectors over the cases that have them all, where their figures and ranks compare; empty where there are none.</param>
/// <param name="CommonDatasets">The datasets of those cases.</param>
/// <param name="Datasets">Detectors over each dataset.</param>
/// <param name="Cases">Every dataset, split and, with a model each, machine.</param>
public sealed record ComparisonReport(
    IReadOnlyList<DetectorSummary> Overall,
    IReadOnlyList<DetectorSummary> Common,
    IReadOnlyList<string> CommonDatasets,
    IReadOnlyDictionary<string, IReadOnlyList<DetectorSummary>> Datasets,
    IReadOnlyList<CaseReport> Cases)
{
    /// <summary>Whether some case lacks a detector that another has.</summary>
    [JsonIgnore]
    public bool IsUneven => Overall.Any(detector => detector.Cases < Cases.Count);

    /// <summary>Sums up cases.</summary>
    public static ComparisonReport Of(IReadOnlyList<CaseReport> cases)
    {
        var overall = DetectorSummary.Of(cases);
        CaseReport[] common = [.. cases.Where(report => report.Trials.Select(trial => trial.Detector).Distinct().Count() == overall.Count)];
        return new ComparisonReport(
            overall,
            DetectorSummary.Of(common),
            [.. common.Select(report => report.Dataset).Distinct()],
            cases.GroupBy(report => report.Dataset).ToDictionary(group => group.Key, group => DetectorSummary.Of([.. group])),
            cases);
    }

    /// <summary>The report as JSON, names in camel case.</summary>
    public string ToJson() => ReportJson.Of(this);
}
