namespace NanoMonitor.Training.Alarms;

/// <summary>Policies on datasets: what <c>alarms --json</c> writes.</summary>
/// <param name="Policies">What each policy does.</param>
/// <param name="Cases">Every policy on every split.</param>
/// <param name="Datasets">Splits of a dataset taken together.</param>
/// <param name="Overall">All taken together.</param>
public sealed record AlarmReport(
    IReadOnlyDictionary<string, string> Policies,
    IReadOnlyList<AlarmCaseReport> Cases,
    IReadOnlyDictionary<string, IReadOnlyList<AlarmFigures>> Datasets,
    IReadOnlyList<AlarmFigures> Overall)
{
    /// <summary>Tries policies on cases.</summary>
    public static AlarmReport Of(IEnumerable<AlarmCase> cases, IReadOnlyList<AlarmPolicy> policies)
    {
        AlarmCaseReport[] reports = [.. cases.Select(one => new AlarmCaseReport(
            one.Dataset,
            one.Split,
            one.Healthy.Sum(recording => recording.Windows),
            one.Faulty.Count,
            Calibration.CalibrationPromise.Of(one.Evidence, AlarmPolicies.Default.Limits(one.Evidence)),
            one.Drift,
            [.. policies.Select(policy => AlarmTrial.Run(one, policy))]))];
        return new AlarmReport(
            policies.ToDictionary(policy => policy.Name, policy => policy.Meaning),
            reports,
            reports.GroupBy(report => report.Dataset).ToDictionary(group => group.Key, group => Sum(group)),
            Sum(reports));
    }

    /// <summary>The report as JSON, names in camel case.</summary>
    public string ToJson()
    {
        return ReportJson.Of(this);
    }

    private static IReadOnlyList<AlarmFigures> Sum(IEnumerable<AlarmCaseReport> reports)
    {
        return [.. reports.SelectMany(report => report.Figures).GroupBy(figures => figures.Policy).Select(group => AlarmFigures.Sum([.. group]))];
    }
}
