namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>What was allocated at one place.</summary>
/// <param name="Method">The method, as Type::Method.</param>
/// <param name="What">What it made.</param>
/// <param name="Count">How many.</param>
/// <param name="Bytes">Bytes on the heap of a 32-bit node, all together.</param>
public sealed record AllocationCount(string Method, string What, long Count, long Bytes);
