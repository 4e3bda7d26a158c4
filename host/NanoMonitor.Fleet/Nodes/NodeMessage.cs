using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>A decoded message of or to a node.</summary>
/// <param name="Id">The node.</param>
/// <param name="Content">
/// A <see cref="Birth"/>, <see cref="NodeCondition"/>, <see cref="Telemetry"/>, <see cref="HealthEvent"/>,
/// <see cref="FeatureBatch"/>, <see cref="CaptureChunk"/>, <see cref="Ack"/>, <see cref="ModelReport"/>, <see cref="ModelManifest"/>,
/// <see cref="KeyTransfer"/>, or a <see cref="Rejection"/> where the payload is none of them.
/// </param>
/// <param name="Retained">Whether the broker had kept it from before the subscription.</param>
public sealed record NodeMessage(NodeId Id, object Content, bool Retained);
