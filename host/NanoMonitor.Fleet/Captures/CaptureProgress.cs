namespace NanoMonitor.Fleet.Captures;

/// <summary>How far a capture is.</summary>
/// <param name="Chunks">Chunks received.</param>
/// <param name="TargetChunks">Chunks of the whole capture.</param>
/// <param name="IsConnected">Whether broker and node are in reach.</param>
public sealed record CaptureProgress(int Chunks, int TargetChunks, bool IsConnected)
{
    /// <summary>0 … 1.</summary>
    public double Fraction => (double)Chunks / TargetChunks;
}
