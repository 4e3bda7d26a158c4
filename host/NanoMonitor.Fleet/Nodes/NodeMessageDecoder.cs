using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>Turns broker messages into node messages, and checks who made them.</summary>
/// <param name="key">The fleet key; without one nothing is checked.</param>
public sealed class NodeMessageDecoder(FleetKey? key)
{
    private readonly NodeKeyFinder? finder = key is null ? null : new NodeKeyFinder(key);

    /// <summary>The newest key that a node has proven; needs the fleet key.</summary>
    public NodeKeyId KeyIdOf(NodeId id) => Finder.IdOf(id);

    /// <summary>The keys behind <see cref="KeyIdOf"/>.</summary>
    public NodeKeys KeysOf(NodeId id) => Finder.Of(id);

    private NodeKeyFinder Finder => finder ?? throw new InvalidOperationException("Without the fleet key there are no keys.");

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
        Topics.KeyDesired => KeyTransfer.Decode(payload),
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

    private bool IsAuthentic(NodeId id, string leaf, byte[] payload) => leaf switch
    {
        Topics.Birth => Finder.AcceptBirth(id, payload),
        Topics.Event => Finder.Accept(id, node => HealthEvent.IsAuthentic(node.Up, id.Site, id.Node, payload)),
        Topics.Ack => Finder.Accept(id, node => Ack.IsAuthentic(node.Up, id.Site, id.Node, payload)),
        Topics.ModelReported => Finder.Accept(id, node => ModelReport.IsAuthentic(node.Up, id.Site, id.Node, payload)),
        Topics.ModelDesired => Finder.Accept(id, node => ModelManifest.IsAuthentic(node.Down, id.Site, id.Node, payload)),
        Topics.KeyDesired => Finder.Accept(id, node => KeyTransfer.IsAuthentic(node.Down, id.Site, id.Node, payload)),
        _ when IsCapture(leaf) => Finder.Accept(id, node => CaptureChunk.IsAuthentic(node.Up, id.Site, id.Node, payload)),
        _ => true,
    };
}
