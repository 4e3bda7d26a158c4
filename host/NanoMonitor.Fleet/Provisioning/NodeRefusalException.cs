namespace NanoMonitor.Fleet.Provisioning;

/// <summary>The node has refused a command, and says why.</summary>
internal sealed class NodeRefusalException(string reason) : Exception(reason);
