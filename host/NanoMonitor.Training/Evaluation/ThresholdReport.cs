namespace NanoMonitor.Training.Evaluation;

/// <summary>What the node's decision makes of the test recordings, each begun anew.</summary>
/// <param name="FalseAlarmRate">Share of normal test windows in Warning or Alarm, after hold times.</param>
/// <param name="DetectionRate">Share of anomalous recordings with an Alarm.</param>
/// <param name="FalseAlarmsPerDay">Times a normal recording became Alarm, a day of normal test windows.</param>
/// <param name="FalseWarningsPerDay">Times one left health for Warning or Alarm, a day.</param>
/// <param name="DetectionRateInAMinute">Share of anomalous recordings with an Alarm within 60 s of their begin.</param>
public sealed record ThresholdReport(
    double? FalseAlarmRate, double? DetectionRate, double? FalseAlarmsPerDay, double? FalseWarningsPerDay, double? DetectionRateInAMinute);
