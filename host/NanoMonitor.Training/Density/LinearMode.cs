namespace NanoMonitor.Training.Density;

/// <summary>The closed-form part of one mode, by position in model order; see <see cref="Gaussian.ToConditionals"/>.</summary>
/// <param name="Skip">S, [D · D], row after row; only what lies below the diagonal counts.</param>
/// <param name="Bias">b, [D].</param>
/// <param name="LogSigma">log2 σ, [D].</param>
public sealed record LinearMode(double[] Skip, double[] Bias, double[] LogSigma);
