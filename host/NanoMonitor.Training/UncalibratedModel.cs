using NanoMonitor.Core.Model;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>A fitted and quantized model, and what its thresholds can be made from.</summary>
/// <param name="Runs">What it learned from.</param>
/// <param name="Draft">The model.</param>
/// <param name="Golden">Features of its golden vector.</param>
/// <param name="Evidence">Scores of windows that were not seen.</param>
/// <param name="Notes">What the budget took away, in words.</param>
internal sealed record UncalibratedModel(IReadOnlyList<FeatureRun> Runs, ModelDraft Draft, short[] Golden, CalibrationEvidence Evidence, IReadOnlyList<string> Notes)
{
    /// <summary>The bytes of its table.</summary>
    public byte[] ToTable(Thresholds thresholds) => Draft.Integers.ToTable(thresholds, Golden);
}
