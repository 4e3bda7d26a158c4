namespace NanoMonitor.Training.Evaluation;

/// <summary>Table less float model, single windows; null where there is no float model.</summary>
/// <param name="DeltaAuc">Difference of the areas.</param>
/// <param name="DeltaPauc">Difference of the partial areas.</param>
public sealed record QuantizationReport(double? DeltaAuc, double? DeltaPauc);
