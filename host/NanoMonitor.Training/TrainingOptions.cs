using NanoMonitor.Training.Density;

namespace NanoMonitor.Training;

/// <summary>Choices of a training; the same windows, runs and choices give the same table, byte for byte.</summary>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Residual">Whether to have a residual network.</param>
/// <param name="HiddenCount">Hidden units of a residual network, 1 … 255; fewer where the table would be too long.</param>
/// <param name="MostModes">Operating modes at most.</param>
/// <param name="OffsetLimitBits">How far a node may move its limits by what it learns of its installation, bits per feature.</param>
/// <param name="BudgetIl">IL instructions that a window may cost on the node, see <see cref="Cost.CostBudget"/>; null for any.</param>
public sealed record TrainingOptions(
    int Seed = 1,
    ResidualPolicy Residual = ResidualPolicy.Auto,
    int HiddenCount = 24,
    int MostModes = OperatingModes.MostModes,
    double OffsetLimitBits = 0,
    long? BudgetIl = null);
