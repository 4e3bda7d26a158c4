namespace NanoMonitor.Training.Detectors;

/// <summary>Independent normal features: the mean square of the standardised row.</summary>
public sealed record DiagonalGaussianKind() : DetectorKind("diagonal-gaussian")
{
    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var scaler = new RowScaler(train.All);
        return new FittedDetector(train.FeatureCount, scaler.Count, rows => [.. scaler.Apply(rows).Select(row => row.Average(value => value * value))]);
    }
}
