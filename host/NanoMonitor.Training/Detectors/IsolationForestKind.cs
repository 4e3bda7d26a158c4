namespace NanoMonitor.Training.Detectors;

/// <summary>Isolation forest: <see cref="IsolationTree"/>s of random cuts; what few cuts isolate is unusual.</summary>
/// <remarks>
/// Liu, Ting and Zhou, "Isolation forest", ICDM 2008, with its 100 trees of 256 rows. Score: 2^(−mean path length / c(256)), 0 … 1.
/// </remarks>
public sealed record IsolationForestKind() : DetectorKind("isolation-forest")
{
    private const int Trees = 100;
    private const int SampleRows = 256;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var random = new Random(seed);
        double[][] rows = train.All;
        int sample = Math.Min(SampleRows, rows.Length);
        IsolationTree[] trees = [.. Enumerable.Range(0, Trees).Select(_ => IsolationTree.Grow(Draw(rows, sample, random), random))];
        double usual = IsolationTree.UsualPathLength(sample);
        return new FittedDetector(
            null,
            2L * trees.Sum(tree => tree.Cuts),
            input => [.. input.Select(row => Math.Pow(2, -trees.Average(tree => tree.PathLength(row)) / usual))]);
    }

    private static double[][] Draw(double[][] rows, int count, Random random)
    {
        double[][] drawn = [.. rows];
        random.Shuffle(drawn);
        return drawn[..count];
    }
}
