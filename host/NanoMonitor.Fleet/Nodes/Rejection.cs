namespace NanoMonitor.Fleet.Nodes;

/// <summary>A payload that is not to be believed.</summary>
/// <param name="Leaf">The topic's part after the node.</param>
/// <param name="IsForged">True where only the authentication code is wrong: another fleet key, or a stranger.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record Rejection(string Leaf, bool IsForged, string Reason);
