namespace NanoMonitor.Training.Comparison;

/// <summary>Something that a comparison does not count.</summary>
/// <param name="Name">A detector, or a recording.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record LeftOut(string Name, string Reason);
