using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>A node's place in the fleet.</summary>
/// <param name="Site">Name of the site, <c>[a-z0-9-]{1,32}</c>.</param>
/// <param name="Node">Name of the node within it, likewise.</param>
public sealed record NodeId(string Site, string Node)
{
    /// <summary>Reads <c>site/node</c>.</summary>
    /// <exception cref="FormatException">It is not two names with a slash between them.</exception>
    public static NodeId Parse(string text) => TryParse(text)
        ?? throw new FormatException($"'{text}' is not SITE/NODE, each of them 1 to 32 of a-z, 0-9 and -.");

    /// <summary>Reads <c>site/node</c>; null where it is something else.</summary>
    public static NodeId? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var site, var node] && Names.IsName(site) && Names.IsName(node) ? new NodeId(site, node) : null;
    }

    /// <summary>One of the node's topics.</summary>
    /// <param name="leaf">What follows the node, such as <see cref="Topics.Birth"/>.</param>
    public string Topic(string leaf) => Topics.Of(Site, Node, leaf);

    public override string ToString() => $"{Site}/{Node}";
}
