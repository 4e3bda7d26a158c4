using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>A node's place in the fleet.</summary>
/// <param name="Site">Name of the site, <c>[a-z0-9-]{1,32}</c>.</param>
/// <param name="Node">Name of the node within it, likewise.</param>
public sealed record NodeId(string Site, string Node)
{
    /// <summary>One of the node's topics.</summary>
    /// <param name="leaf">What follows the node, such as <see cref="Topics.Birth"/>.</param>
    public string Topic(string leaf) => Topics.Of(Site, Node, leaf);

    public override string ToString() => $"{Site}/{Node}";
}
