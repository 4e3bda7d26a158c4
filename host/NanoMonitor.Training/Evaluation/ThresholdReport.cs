namespace NanoMonitor.Training.Evaluation;

/// <summary>What the node's decision makes of the test recordings, each begun anew.</summary>
/// <param name="FalseAlarmRate">Share of normal test windows in Warning or Alarm, after hold times.</param>
/// <param name="DetectionRate">Share of anomalous recordings with an Alarm.</param>
public sealed record ThresholdReport(double? FalseAlarmRate, double? DetectionRate);
