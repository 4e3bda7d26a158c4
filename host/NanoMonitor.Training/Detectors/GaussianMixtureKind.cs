using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// A mixture of four full-covariance Gaussians by expectation maximisation (Dempster et al. 1977), started from the operating modes of
/// k-means; covariances keep the modes' shrinkage towards the pooled one. Score: negative log-likelihood, nats a feature.
/// </summary>
public sealed record GaussianMixtureKind() : DetectorKind("gaussian-mixture")
{
    private const int Components = 4;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var scaler = new RowScaler(train.All, GroupMadeKind.ClipDeviations);
        double[][] rows = scaler.Apply(train.All);
        var mixture = GaussianMixture.Fit(rows, OperatingModes.Find(rows, Math.Min(Components, rows.Length), seed));
        long features = train.FeatureCount;
        long triangle = features * (features + 1) / 2;
        return new FittedDetector(
            mixture.ComponentCount * triangle,
            scaler.Count + (mixture.ComponentCount * (triangle + features + 1)),
            input => [.. scaler.Apply(input).Select(row => -mixture.LogDensity(row) / features)]);
    }
}
