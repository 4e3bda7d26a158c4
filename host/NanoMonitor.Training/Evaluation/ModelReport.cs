namespace NanoMonitor.Training.Evaluation;

/// <summary>The model's size.</summary>
/// <param name="Modes">Operating modes.</param>
/// <param name="Features">D.</param>
/// <param name="Macs">Multiplications with weights for one window.</param>
/// <param name="TableBytes">Length of the table.</param>
/// <param name="ResidualKept">Whether it has a residual network.</param>
public sealed record ModelReport(int Modes, int Features, int Macs, int TableBytes, bool ResidualKept);
