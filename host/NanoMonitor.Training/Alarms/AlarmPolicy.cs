using NanoMonitor.Core.Model;
using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Alarms;

/// <summary>A way from calibration scores to decisions.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Meaning">What it does, in a sentence.</param>
/// <param name="Limits">The thresholds it makes; what it does with them is <see cref="HealthMonitor"/>'s affair.</param>
public sealed record AlarmPolicy(string Name, string Meaning, Func<CalibrationEvidence, Thresholds> Limits)
{
    /// <summary>What becomes of scores before the decision, whose own trailing mean is then one window long; null for nothing.</summary>
    public Func<double[], CalibrationEvidence, double[]>? Smooth { get; init; }

    /// <summary>
    /// Whether scores are stretched about the table's centre, so that they spread as those trained on: by the ratio of standard deviations
    /// over the windows that the baseline is learned from, ½ … 2.
    /// </summary>
    public bool Scales { get; init; }
}
