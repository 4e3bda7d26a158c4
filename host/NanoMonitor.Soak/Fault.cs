namespace NanoMonitor.Soak;

/// <summary>One fault of a storm.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="AtSeconds">When, in simulated seconds.</param>
/// <param name="ForSeconds">How long; for a power cut, until the power is back.</param>
/// <param name="Share">0 … 1: how far into what it interrupts, or how far a clock jumps.</param>
public sealed record Fault(FaultKind Kind, double AtSeconds, double ForSeconds, double Share);
