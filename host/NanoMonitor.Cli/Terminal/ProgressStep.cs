namespace NanoMonitor.Cli.Terminal;

/// <summary>How far some work is.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Detail">A few words or figures.</param>
internal readonly record struct ProgressStep(double Fraction, string Detail);
