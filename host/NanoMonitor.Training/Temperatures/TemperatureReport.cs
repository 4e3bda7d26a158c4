namespace NanoMonitor.Training.Temperatures;

/// <summary>What the temperature judgement makes of a dataset with labelled anomalies.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Samples">Values judged.</param>
/// <param name="Days">Time they cover.</param>
/// <param name="Auc">Values within labelled anomalies against all others; null where there are none.</param>
/// <param name="Pauc">The same up to a false positive rate of 0.1.</param>
/// <param name="Windows">Labelled anomalies.</param>
/// <param name="WindowsFound">Those with an alarm in them.</param>
/// <param name="FalseAlarms">Alarms outside of all of them.</param>
/// <param name="FalseAlarmsPerDay">Those, by the days covered.</param>
/// <param name="Alarms">Every alarm.</param>
public sealed record TemperatureReport(
    string Dataset,
    int Samples,
    double Days,
    double? Auc,
    double? Pauc,
    int Windows,
    int WindowsFound,
    int FalseAlarms,
    double FalseAlarmsPerDay,
    IReadOnlyList<TemperatureAlarm> Alarms)
{
    /// <summary>The report as JSON, names in camel case.</summary>
    public string ToJson() => ReportJson.Of(this);
}
