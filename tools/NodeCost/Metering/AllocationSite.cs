namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>A place that allocates.</summary>
/// <param name="Method">Its method, as Type::Method.</param>
/// <param name="What">The type that is made, or the library's method that makes something.</param>
/// <param name="Bytes">Bytes on the node each time; 0 where they are known only when it runs.</param>
public sealed record AllocationSite(string Method, string What, int Bytes);
