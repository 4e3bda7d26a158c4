namespace NanoMonitor.Training.Detectors;

/// <summary>The mean distance to the five nearest training rows, standardised.</summary>
public sealed record NearestNeighboursKind() : DetectorKind("nearest-neighbours")
{
    private const int Neighbours = 5;

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var scaler = new RowScaler(train.All);
        double[][] known = scaler.Apply(train.All);
        long numbers = (long)known.Length * train.FeatureCount;
        return new FittedDetector(numbers, numbers + scaler.Count, rows => [.. scaler.Apply(rows).Select(row => MeanDistance(row, known))]);
    }

    private static double MeanDistance(double[] row, double[][] known)
    {
        return known.Select(other => MathNet.Numerics.Distance.Euclidean(row, other)).Order().Take(Neighbours).Average();
    }
}
