using NanoMonitor.Training.Comparison;

namespace NanoMonitor.Training.Evaluation;

/// <summary>What <c>evaluate --per machine --json</c> writes: a model for each machine, judged on that machine's recordings.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Split">The split's name.</param>
/// <param name="Mean">Detectors, means over the machines that have the figure.</param>
/// <param name="Machines">Each machine.</param>
/// <param name="LeftOut">Recordings of machines without a model.</param>
public sealed record FleetEvaluation(
    string Dataset, string Split, IReadOnlyList<DetectorReport> Mean, IReadOnlyList<MachineEvaluation> Machines, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Sums up machines.</summary>
    public static FleetEvaluation Of(string dataset, string split, IReadOnlyList<MachineEvaluation> machines, IReadOnlyList<LeftOut> leftOut)
    {
        DetectorReport[] all = [.. machines.SelectMany(machine => machine.Report?.Detectors ?? [])];
        return new FleetEvaluation(dataset, split, [.. all.GroupBy(detector => detector.Name).Select(group => Average(group.Key, [.. group]))], machines, leftOut);
    }

    /// <summary>The report as JSON, names in camel case.</summary>
    public string ToJson() => ReportJson.Of(this);

    private static DetectorReport Average(string name, DetectorReport[] reports)
    {
        return new DetectorReport(
            name,
            reports.Average(report => report.Auc),
            reports.Average(report => report.Pauc),
            reports.Average(report => report.AucAggregated),
            reports.Average(report => report.PaucAggregated),
            reports.SelectMany(report => report.ByCondition)
                .GroupBy(item => item.Key, item => item.Value)
                .ToDictionary(group => group.Key, group => new AreaReport(group.Average(area => area.Auc), group.Average(area => area.Pauc))));
    }
}
