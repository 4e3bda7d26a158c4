using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Soak.Updates;

/// <summary>
/// A table of two modes on its way to a virtual node with the unmodified firmware, over a link that breaks. Messages take no
/// simulated time; what takes time is coming back after a break, and sleep.
/// </summary>
public sealed class UpdateRun : IDisposable
{
    private const double StepSeconds = 0.5;
    private const double MostSeconds = 48 * 3600;
    private const double SettleSeconds = 120;
    private const int ChunkBytes = 1024;

    private readonly NodeConfiguration configuration;
    private readonly MessageLedger messages;
    private readonly SoakBroker broker;
    private readonly BreakingRelay relay;
    private readonly FaultyNode node;

    private UpdateRun(int seed, bool isDutyCycled)
    {
        configuration = FaultyNode.ConfigurationOf("update", "node", new byte[32], isDutyCycled);
        messages = new MessageLedger(new NodeKeys(configuration.NodeKey));
        broker = new SoakBroker(messages.Take);
        relay = new BreakingRelay(broker.Port, seed);
        node = new FaultyNode(configuration, seed, machineSeconds: 0, messages, relay.Port);
    }

    /// <summary>Measures one update.</summary>
    /// <param name="breakShare">Probability with which the link breaks before a packet of MQTT, 0 … 1.</param>
    /// <param name="seed">Of the breaks, the machine and the board.</param>
    /// <param name="isDutyCycled">Whether the node sleeps five minutes between wakes and connects every fifteen.</param>
    /// <exception cref="TimeoutException">It has not confirmed within two simulated days.</exception>
    public static UpdateCost Run(double breakShare, int seed, bool isDutyCycled)
    {
        using UpdateRun run = new(seed, isDutyCycled);
        return run.Measure(breakShare);
    }

    public void Dispose()
    {
        node.Dispose();
        relay.Dispose();
        broker.Dispose();
    }

    private UpdateCost Measure(double breakShare)
    {
        node.PowerOn();
        node.Advance(SettleSeconds);
        byte[] table = SoakTable.Create(FaultyNode.SpecOf(configuration), variant: 1, modes: 2);
        Publish(table);
        relay.Reset();
        relay.BreakShare = breakShare;
        double start = node.NowSeconds;
        double? trialAt = null;
        while (messages.Report?.Status != ModelReport.Confirmed)
        {
            node.Advance(StepSeconds);
            trialAt ??= messages.Report?.Status is ModelReport.Testing or ModelReport.Confirmed ? node.NowSeconds : null;
            if (node.NowSeconds > start + MostSeconds)
            {
                throw new TimeoutException($"The node says '{messages.Report?.Status} {messages.Report?.Reason}' after two days.");
            }
        }

        return new UpdateCost(table.Length, trialAt!.Value - start, node.NowSeconds - start, relay.BytesDown, relay.BytesUp, relay.Connections);
    }

    private void Publish(byte[] table)
    {
        byte[] digest = PackageDigest.Of(table, ChunkBytes);
        int chunks = PackageDigest.ChunkCount(table.Length, ChunkBytes);
        for (int i = 0; i < chunks; i++)
        {
            broker.Retain(Topics.OfChunk(digest, i), PackageDigest.Chunk(table, ChunkBytes, i));
        }

        var manifest = new ModelManifest
        {
            Counter = 1,
            Generation = 1,
            FeatureSpecHash = FaultyNode.SpecOf(configuration).Hash,
            Digest = digest,
            PackageBytes = table.Length,
            ChunkBytes = ChunkBytes,
            ModelId = "update",
        };
        byte[] key = new NodeKeys(configuration.NodeKey).Down;
        broker.Retain(Topics.Of(configuration.Site, configuration.Node, Topics.ModelDesired), manifest.Encode(key, configuration.Site, configuration.Node));
    }
}
