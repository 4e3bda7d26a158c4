using NanoMonitor.Core.Signal;

namespace NanoMonitor.Training.Calibration;

/// <summary>All that thresholds are made from. Scores are in bits per feature.</summary>
/// <param name="Spec">The table's feature spec.</param>
/// <param name="CrossFit">Scores of windows by models that have not seen them.</param>
/// <param name="OwnScores">Scores of the training windows under the table itself, by stretch.</param>
/// <param name="LeastScore">The score of a window without any deviation.</param>
/// <param name="BandSpread">How much bands differ from time to time, 1/256 octave; see <see cref="BandLevels"/>.</param>
/// <param name="StrongestRmsMilliG">RMS of each training window's strongest axis, 0.001 g.</param>
public sealed record CalibrationEvidence(
    FeatureSpec Spec,
    CrossFit CrossFit,
    IReadOnlyList<double[]> OwnScores,
    double LeastScore,
    int BandSpread,
    IReadOnlyList<double> StrongestRmsMilliG)
{
    /// <summary>Windows of the trailing mean.</summary>
    public int AggregateWindows { get; } = TrailingMean.WindowsFor(Spec.Hop, Spec.SampleRateMilliHz);

    /// <summary>Seconds from window to window.</summary>
    public double HopSeconds { get; } = Spec.Hop * 1000.0 / Spec.SampleRateMilliHz;

    /// <summary>Trailing means of <see cref="OwnScores"/>, by stretch.</summary>
    public IReadOnlyList<double[]> OwnMeans { get; } =
        [.. OwnScores.Select(stretch => TrailingMean.Of(stretch, TrailingMean.WindowsFor(Spec.Hop, Spec.SampleRateMilliHz)))];
}
