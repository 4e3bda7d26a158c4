using NanoMonitor.Core.Model;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training;

/// <summary>What a training gives.</summary>
/// <param name="Table">The weight table, as nodes take it (<c>.nmt</c>).</param>
/// <param name="Thresholds">How its scores become states.</param>
/// <param name="Fit">The float model behind it.</param>
/// <param name="Standardizer">The float model's inputs.</param>
/// <param name="Modes">When each operating mode occurred.</param>
/// <param name="Promise">What the thresholds promise.</param>
/// <param name="Summary">In words: data, modes, residual, thresholds, their promise, size. A few sentences an entry.</param>
public sealed record TrainedModel(
    byte[] Table,
    Thresholds Thresholds,
    GroupMadeFit Fit,
    Standardizer Standardizer,
    IReadOnlyList<ModeHistory> Modes,
    CalibrationPromise Promise,
    IReadOnlyList<string> Summary)
{
    /// <summary>Scores of the float model, bits per feature.</summary>
    public double[] Score(IReadOnlyList<short[]> rows)
    {
        return Fit.Module.Score(Standardizer.Apply(rows));
    }
}
