namespace NanoMonitor.Training.Alarms;

/// <summary>What a policy made of unseen recordings.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="HealthyHours">Healthy running judged.</param>
/// <param name="FalseWarnings">Times the state left healthy for warning or alarm.</param>
/// <param name="FalseAlarms">Times it became alarm.</param>
/// <param name="FalseSensorFaults">Times it became sensor fault.</param>
/// <param name="ShareWarned">Share of healthy windows in warning or alarm.</param>
/// <param name="Faulty">Faulty recordings.</param>
/// <param name="Alarmed">Those with an alarm.</param>
/// <param name="AlarmedInAMinute">Those with an alarm within 60 s of their begin.</param>
/// <param name="Warned">Those with a warning or an alarm.</param>
/// <param name="WarnedInAMinute">Those with either within 60 s of their begin.</param>
/// <param name="AlarmDelays">From the begin of a recording to its first alarm, seconds, for each with one.</param>
public sealed record AlarmFigures(
    string Policy,
    double HealthyHours,
    int FalseWarnings,
    int FalseAlarms,
    int FalseSensorFaults,
    double ShareWarned,
    int Faulty,
    int Alarmed,
    int AlarmedInAMinute,
    int Warned,
    int WarnedInAMinute,
    IReadOnlyList<double> AlarmDelays)
{
    /// <summary>False warnings a day of healthy running; null without any.</summary>
    public double? FalseWarningsPerDay => PerDay(FalseWarnings);

    /// <summary>False alarms a day of healthy running; null without any.</summary>
    public double? FalseAlarmsPerDay => PerDay(FalseAlarms);

    /// <summary>Median of the delays, seconds; null without any.</summary>
    public double? MedianDelaySeconds => AlarmDelays.Count == 0 ? null : Numerics.Quantile.Of(AlarmDelays, 0.5);

    /// <summary>Several cases of one policy as one.</summary>
    /// <param name="cases">At least one.</param>
    public static AlarmFigures Sum(IReadOnlyCollection<AlarmFigures> cases)
    {
        double hours = cases.Sum(one => one.HealthyHours);
        return new AlarmFigures(
            cases.First().Policy,
            hours,
            cases.Sum(one => one.FalseWarnings),
            cases.Sum(one => one.FalseAlarms),
            cases.Sum(one => one.FalseSensorFaults),
            hours > 0 ? cases.Sum(one => one.ShareWarned * one.HealthyHours) / hours : 0,
            cases.Sum(one => one.Faulty),
            cases.Sum(one => one.Alarmed),
            cases.Sum(one => one.AlarmedInAMinute),
            cases.Sum(one => one.Warned),
            cases.Sum(one => one.WarnedInAMinute),
            [.. cases.SelectMany(one => one.AlarmDelays)]);
    }

    private double? PerDay(int events) => HealthyHours > 0 ? events * 24 / HealthyHours : null;
}
