using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>Everything one node is to be told.</summary>
/// <param name="Configuration">Valid; its sequence does not matter.</param>
/// <param name="Certificate">CA certificate, PEM; null for none, or to keep the one on the node.</param>
public sealed record NodeSettings(NodeConfiguration Configuration, byte[]? Certificate);
