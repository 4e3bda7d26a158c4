namespace NanoMonitor.Training.Detectors;

/// <summary>The detectors there are.</summary>
public static class DetectorKinds
{
    /// <summary>All of them, the product's own first.</summary>
    public static IReadOnlyList<DetectorKind> All { get; } =
    [
        new NodeTableKind(),
        new GroupMadeKind(),
        new GroupMadeNetworkKind(),
        new GroupMadeMixtureKind(),
        new GroupMadeOrderingsKind(),
        new MahalanobisKind(),
        new DiagonalGaussianKind(),
        new GaussianMixtureKind(),
        new AutoencoderKind(),
        new IsolationForestKind(),
        new NearestNeighboursKind(),
        new IdentityKind(),
        new IdentityEnsembleKind(),
    ];

    /// <summary>The kind of that name.</summary>
    /// <exception cref="TrainingException">There is none; the message lists those there are.</exception>
    public static DetectorKind Named(string name)
    {
        return All.FirstOrDefault(kind => kind.Name == name)
            ?? throw new TrainingException($"There is no detector '{name}'; there are {string.Join(", ", All.Select(kind => kind.Name))}.");
    }
}
