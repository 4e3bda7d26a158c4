namespace NanoMonitor.Fleet.Keys;

/// <summary>How far a node's change of keys is.</summary>
/// <param name="Proven">The newest key a birth was signed with; nothing older is believed.</param>
/// <param name="Pending">The key on its way to the node, or null.</param>
public sealed record NodeKeyState(NodeKeyId Proven, NodeKeyId? Pending);
