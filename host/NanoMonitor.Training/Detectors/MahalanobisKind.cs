using NanoMonitor.Training.Baselines;

namespace NanoMonitor.Training.Detectors;

/// <summary>The full-covariance Gaussian: <see cref="Mahalanobis"/>.</summary>
public sealed record MahalanobisKind() : DetectorKind("mahalanobis")
{
    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var baseline = new Mahalanobis(train.All);
        long features = train.FeatureCount;
        long triangle = features * (features + 1) / 2;
        return new FittedDetector(triangle, triangle + (2 * features), rows => [.. rows.Select(baseline.Score)]);
    }
}
