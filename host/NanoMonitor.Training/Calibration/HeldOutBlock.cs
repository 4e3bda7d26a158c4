namespace NanoMonitor.Training.Calibration;

/// <summary>Trailing means of one block of windows under a model that has not seen it.</summary>
/// <param name="Run">Index of the run it belongs to.</param>
/// <param name="Means">Trailing means in bits per feature; at least one.</param>
public sealed record HeldOutBlock(int Run, double[] Means);
