namespace NanoMonitor.Training.Density;

/// <summary>Choices of a fit.</summary>
/// <param name="Seed">Seed of clustering and residual.</param>
/// <param name="Residual">Whether to have a residual network.</param>
/// <param name="HiddenCount">Hidden units of a residual network, 1 … 255; fewer where the table would be too long.</param>
/// <param name="ResidualEpochs">Passes through the windows that train a residual network which is wanted in any case; null to find them out on held-out windows.</param>
/// <param name="MostModes">Operating modes at most.</param>
public sealed record FitOptions(
    int Seed = 1,
    ResidualPolicy Residual = ResidualPolicy.Auto,
    int HiddenCount = 24,
    int? ResidualEpochs = null,
    int MostModes = OperatingModes.MostModes);
