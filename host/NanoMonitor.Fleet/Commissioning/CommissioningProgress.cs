namespace NanoMonitor.Fleet.Commissioning;

/// <summary>How far commissioning is.</summary>
/// <param name="Fraction">0 … 1 of the time to record.</param>
/// <param name="Windows">Windows received.</param>
/// <param name="TargetWindows">Windows of the whole time, where none is lost.</param>
/// <param name="Lost">Windows that did not arrive.</param>
/// <param name="IsConnected">Whether broker and node are in reach.</param>
public sealed record CommissioningProgress(double Fraction, int Windows, int TargetWindows, int Lost, bool IsConnected);
