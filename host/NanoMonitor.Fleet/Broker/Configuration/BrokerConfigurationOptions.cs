using System.Net;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Broker.Configuration;

/// <summary>What is wanted of a broker's configuration. What is left out stays as it is, or takes its default.</summary>
public sealed record BrokerConfigurationOptions
{
    /// <summary>Host names and IP addresses by which nodes and hosts reach the broker; needed at first.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Nodes to let in.</summary>
    public IReadOnlyList<NodeId> Add { get; init; } = [];

    /// <summary>Nodes to let in no longer.</summary>
    public IReadOnlyList<NodeId> Remove { get; init; } = [];

    /// <summary>TCP port; 8883 by default.</summary>
    public int? Port { get; init; }

    /// <summary>Interface to listen on; all of them by default.</summary>
    public IPAddress? Listen { get; init; }

    /// <summary>The operator's own certificate, PEM, with <see cref="OwnKey"/>; by default one is made.</summary>
    public string? OwnCertificate { get; init; }

    /// <summary>Key of the operator's own certificate, PEM.</summary>
    public string? OwnKey { get; init; }

    /// <summary>Makes a new certificate of the broker under the same authority, even if the old one is still good.</summary>
    public bool Renew { get; init; }
}
