using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Cli.Provision;

/// <summary>What to provision.</summary>
/// <param name="Port">Serial port of this computer.</param>
/// <param name="Nodes">One node after the other; fields may be missing.</param>
/// <param name="Broker">Where this program listens for births, and what nodes are told that are told no other.</param>
/// <param name="Key">Fleet key.</param>
/// <param name="IsOffline">Whether births are not waited for.</param>
/// <param name="Check">Whether mountings are checked.</param>
internal sealed record ProvisionPlan(
    string Port,
    IReadOnlyList<SettingsBuilder> Nodes,
    BrokerOptions Broker,
    FleetKey Key,
    bool IsOffline,
    bool Check);
