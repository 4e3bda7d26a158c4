using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Watch;

/// <summary>Something new about a node.</summary>
/// <param name="Node">The node, already up to date.</param>
/// <param name="Content">As <see cref="NodeMessage.Content"/>.</param>
/// <param name="Retained">Whether the broker had kept it: then it is not news, but the state of things.</param>
public sealed record FleetChange(NodeView Node, object Content, bool Retained);
