using System.Text;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Tests.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fuzz.Tests.Targets;

/// <summary>What nodes and hosts send each other.</summary>
internal static class MessageTargets
{
    private static readonly byte[] Trailer = Encoding.ASCII.GetBytes("\n" + new string('0', 2 * Envelope.MacLength));

    public static IEnumerable<FuzzTarget> Create() =>
    [
        new("manifest", bytes => WithMac(ModelManifest.Decode(bytes).Encode(Samples.Keys.Down, Samples.Site, Samples.Node), bytes)),
        new("key", bytes => WithMac(KeyTransfer.Decode(bytes).Encode(Samples.Keys.Down, Samples.Site, Samples.Node), bytes)),
        new("command", ParseCommand),
        new("event", bytes => WithMac(HealthEvent.Decode(bytes).Encode(Samples.Keys.Up, Samples.Site, Samples.Node), bytes)),
        new("telemetry", bytes => Telemetry.Decode(bytes).Encode()),
        new("features", ParseFeatures),
        new("capture", ParseCapture),
        Text("ack", bytes => Ack.Decode(bytes).Encode(Samples.Keys.Up, Samples.Site, Samples.Node)),
        Text("report", bytes => ModelReport.Decode(bytes).Encode(Samples.Keys.Up, Samples.Site, Samples.Node)),
        Text("birth", bytes => Birth.Decode(bytes).Encode(Samples.Keys.Up, Samples.Site, Samples.Node)),
        new("state", bytes => NodeState.Parse(bytes) is >= 0 and var state ? NodeState.Encode(state) : null),
        new("topic", ParseTopic),
        new("chunk-topic", bytes => ChunkTopic.Parse(Encoding.UTF8.GetString(bytes)) is var chunk ? Encoding.UTF8.GetBytes(Topics.OfChunk(chunk.Digest, chunk.Index)) : null),
        new("node-message", bytes => DecodeMessage(bytes)) { Documented = [] },
    ];

    private static byte[] ParseCommand(byte[] bytes)
    {
        var command = Command.Decode(bytes);
        try
        {
            command.IntegerArgument(Command.MinutesArgument, 0, Command.MaximumFeatureMinutes);
        }
        catch (FormatException)
        {
            // Another command's arguments.
        }

        return WithMac(command.Encode(Samples.Keys.Down, Samples.Site, Samples.Node), bytes);
    }

    private static byte[] ParseFeatures(byte[] bytes)
    {
        var batch = FeatureBatch.Decode(bytes);
        for (int i = 0; i < batch.RowCount; i++)
        {
            batch.Row(i);
        }

        return batch.Encode();
    }

    private static byte[] ParseCapture(byte[] bytes)
    {
        var chunk = CaptureChunk.Decode(bytes);
        int[][] samples = [.. Enumerable.Range(0, chunk.Spec.AxisCount).Select(_ => new int[CaptureChunk.Frames])];
        chunk.Unpack(samples, 0);
        if (chunk.Counts.Length > 0)
        {
            CaptureChunk.Pack(chunk.Spec, samples, 0, chunk.Counts);
        }

        return WithMac(chunk.Encode(Samples.Keys.Up, Samples.Site, Samples.Node), bytes);
    }

    private static byte[]? ParseTopic(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        var topic = NodeTopic.Parse(text);
        Assert.Equal(text, Topics.Of(topic.Site, topic.Node, topic.Leaf));
        Assert.Equal(topic.Leaf.StartsWith(Topics.CommandPrefix, StringComparison.Ordinal), topic.Verb is not null);
        return null;
    }

    // A host decodes whatever a broker gives it, and never fails: it rejects.
    private static byte[]? DecodeMessage(byte[] bytes)
    {
        int topicEnd = Math.Max(0, Array.IndexOf(bytes, (byte)'\n'));
        var message = new BrokerMessage(Encoding.UTF8.GetString(bytes, 0, topicEnd), bytes[Math.Min(bytes.Length, topicEnd + 1)..], Retained: true);
        new NodeMessageDecoder(null).Decode(message);
        new NodeMessageDecoder(new FleetKey(new byte[FleetKey.Length])).Decode(message);
        return null;
    }

    // JSON may be written in many ways; what is read from it has one encoding, which reads the same.
    private static FuzzTarget Text(string name, Func<byte[], byte[]> encodeAgain)
    {
        return new FuzzTarget(name, bytes =>
        {
            byte[] once = encodeAgain(bytes);
            Assert.Equal(once, encodeAgain(once));
            return null;
        })
        {
            Repair = bytes => bytes.Length >= Trailer.Length && bytes[^Trailer.Length] == '\n' ? bytes : [.. bytes, .. Trailer],
        };
    }

    // The decoder leaves the MAC to others.
    private static byte[] WithMac(byte[] encoded, byte[] bytes) => [.. encoded[..^Envelope.MacLength], .. bytes[^Envelope.MacLength..]];
}
