namespace NanoMonitor.Fleet.Push;

/// <summary>How far a push is.</summary>
/// <param name="Phase"><see cref="Publishing"/>, <see cref="Waiting"/>, or a status of <see cref="Core.Protocol.ModelReport"/>.</param>
/// <param name="Chunk">Chunks published, then chunks the node has.</param>
/// <param name="Chunks">Chunks of the package.</param>
/// <param name="IsConnected">Whether broker and node are in reach.</param>
public sealed record PushProgress(string Phase, int Chunk, int Chunks, bool IsConnected)
{
    /// <summary>Chunks go to the broker.</summary>
    public const string Publishing = "publishing";

    /// <summary>Everything is at the broker, the node has not reported yet.</summary>
    public const string Waiting = "waiting";
}
