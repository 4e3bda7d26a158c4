using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>Turns broker messages into node messages, and checks who made them.</summary>
/// <param name="key">The fleet key; without one nothing is checked.</param>
public sealed class NodeMessageDecoder(FleetKey? key)
{
    private readonly Dictionary<NodeId, NodeKeys> keys = [];

    /// <summary>Decodes one message.</summary>
    /// <returns>Null for topics of no node, leaves that say nothing here, and cleared retained messages.</returns>
    public NodeMessage? Decode(BrokerMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Payload.Length == 0 || Parse(message.Topic) is not { } topic)
        {
            return null;
        }

        var id = new NodeId(topic.Site, topic.Node);
        object? content = DecodeOrReject(id, topic.Leaf, message.Payload);
        return content is null ? null : new NodeMessage(id, content, message.Retained);
    }

    private static NodeTopic? Parse(string topic)
    {
        try
        {
            return NodeTopic.Parse(topic);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private object? DecodeOrReject(NodeId id, string leaf, byte[] payload)
    {
        try
        {
            if (key is not null && !IsAuthentic(id, leaf, payload))
            {
                return new Rejection(leaf, IsForged: true, $"{leaf} of {id} is not signed with the fleet key {key.Fingerprint}");
            }

            return DecodePayload(leaf, payload);
        }
        catch (FormatException e)
        {
            return new Rejection(leaf, IsForged: false, e.Message);
        }
    }

    private static object? DecodePayload(string leaf, byte[] payload) => leaf switch
    {
        Topics.State => new NodeCondition(NodeState.Parse(payload)),
        Topics.Birth => Birth.Decode(payload),
        Topics.Telemetry => Telemetry.Decode(payload),
        Topics.Event => HealthEvent.Decode(payload),
        Topics.Features => FeatureBatch.Decode(payload),
        Topics.Ack => Ack.Decode(payload),
        Topics.ModelDesired => ModelManifest.Decode(payload),
        Topics.ModelReported => ModelReport.Decode(payload),
        _ when IsCapture(leaf) => DecodeCapture(leaf, payload),
        _ => null,
    };

    private static bool IsCapture(string leaf) => leaf.StartsWith(Topics.CapturePrefix, StringComparison.Ordinal);

    private static CaptureChunk DecodeCapture(string leaf, byte[] payload)
    {
        CaptureChunk chunk = CaptureChunk.Decode(payload);
        return Topics.OfCapture(chunk.CaptureId, chunk.Number) == leaf
            ? chunk
            : throw new FormatException($"capture: the topic {leaf} is not that of chunk {chunk.Number} of capture {chunk.CaptureId}");
    }

    private bool IsAuthentic(NodeId id, string leaf, byte[] payload)
    {
        NodeKeys node = KeysOf(id);
        return leaf switch
        {
            Topics.Birth => Birth.IsAuthentic(node.Up, id.Site, id.Node, payload),
            Topics.Event => HealthEvent.IsAuthentic(node.Up, id.Site, id.Node, payload),
            Topics.Ack => Ack.IsAuthentic(node.Up, id.Site, id.Node, payload),
            Topics.ModelReported => ModelReport.IsAuthentic(node.Up, id.Site, id.Node, payload),
            Topics.ModelDesired => ModelManifest.IsAuthentic(node.Down, id.Site, id.Node, payload),
            _ when IsCapture(leaf) => CaptureChunk.IsAuthentic(node.Up, id.Site, id.Node, payload),
            _ => true,
        };
    }

    private NodeKeys KeysOf(NodeId id)
    {
        if (!keys.TryGetValue(id, out NodeKeys? node))
        {
            node = new NodeKeys(key!.DeriveNodeKey(id.Site, id.Node));
            keys.Add(id, node);
        }

        return node;
    }
}
