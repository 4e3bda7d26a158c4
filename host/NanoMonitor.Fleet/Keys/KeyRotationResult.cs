namespace NanoMonitor.Fleet.Keys;

/// <summary>How a node's change of keys stands.</summary>
/// <param name="Key">Its new key.</param>
/// <param name="IsProven">Whether the node has signed its birth with it; else it waits at the broker until the node connects.</param>
public sealed record KeyRotationResult(NodeKeyId Key, bool IsProven);
