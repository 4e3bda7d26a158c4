using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Broker;

/// <summary>
/// Topics on which a subscriber sends itself a message, to know that it has everything the broker took before: brokers
/// serve one client in order.
/// </summary>
public static class MarkerTopic
{
    /// <summary>The level above all of them.</summary>
    public const string Parent = Topics.Root + "$marker";

    /// <summary>A topic nobody else uses.</summary>
    public static string Create() => $"{Parent}/{Guid.NewGuid():N}";
}
