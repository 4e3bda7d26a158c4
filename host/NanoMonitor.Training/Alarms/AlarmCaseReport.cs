using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Alarms;

/// <summary>Every policy on one split.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Split">The split's name.</param>
/// <param name="HealthyWindows">Windows of unseen normal recordings.</param>
/// <param name="FaultyRecordings">Unseen anomalous recordings.</param>
/// <param name="Promise">What the default policy promises.</param>
/// <param name="Drift">What the default makes of slow changes in the normal recordings, or null.</param>
/// <param name="Figures">One entry a policy.</param>
public sealed record AlarmCaseReport(
    string Dataset, string Split, int HealthyWindows, int FaultyRecordings, CalibrationPromise Promise, DriftFigures? Drift, IReadOnlyList<AlarmFigures> Figures);
