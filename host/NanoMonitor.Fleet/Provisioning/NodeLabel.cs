using System.Globalization;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>The text of the label that goes onto a provisioned node. It holds no secret.</summary>
public static class NodeLabel
{
    /// <summary>Lines of at most 40 characters.</summary>
    /// <param name="configuration">What the node was told.</param>
    /// <param name="key">The fleet key; its fingerprint tells which one the node belongs to and reveals nothing of it.</param>
    /// <param name="date">Day of provisioning.</param>
    public static IReadOnlyList<string> Lines(NodeConfiguration configuration, FleetKey key, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(key);
        return
        [
            "NanoMonitor",
            $"site   {configuration.Site}",
            $"node   {configuration.Node}",
            $"class  {configuration.MachineClass}",
            $"fleet  {key.Fingerprint}",
            $"date   {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        ];
    }
}
