using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Push;

/// <summary>How a push ended.</summary>
/// <param name="Status"><see cref="PushProgress.Waiting"/> where nobody waited, else the last status of <see cref="ModelReport"/>.</param>
/// <param name="Reason">Why the node refused or reverted; else empty.</param>
/// <param name="Generation">Of this assignment.</param>
/// <param name="ClearedChunks">Retained chunks that no desired manifest named and that were removed.</param>
public sealed record PushResult(string Status, string Reason, int Generation, int ClearedChunks)
{
    /// <summary>Whether the node runs the pushed table.</summary>
    public bool IsConfirmed => Status == ModelReport.Confirmed;
}
