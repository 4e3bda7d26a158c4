using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Models;

/// <summary>Chunks that come as they should not, or not at all.</summary>
public class TransferTests
{
    private const int ChunkBytes = 1024;

    [Fact]
    public async Task Chunks_that_come_twice_or_out_of_order_do_no_harm()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec, modes: 2);
        int count = PackageDigest.ChunkCount(table.Length, ChunkBytes);
        Assert.True(count > 2);
        rig.PublishManifest(rig.NewManifest(table, 1));
        rig.AwaitReport(ModelReport.Receiving);
        for (int round = 0; round < 2; round++)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                PublishChunk(rig, table, i, retain: round == 1);
                PublishChunk(rig, table, i, retain: false);
            }
        }

        rig.AwaitReport(ModelReport.Confirmed);
        Assert.Equal(WeightTable.Read(table).Crc, Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).Generation == 1).Payload).ModelCrc);
    }

    [Theory]
    [InlineData(1025, "1025")]
    [InlineData(4096, "4096")]
    [InlineData(60_000, "4096")]
    [InlineData(1, "has 1 bytes")]
    public async Task Refuses_a_chunk_of_another_length_and_says_so(int length, string said)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishRaw(Topics.OfChunk(PackageDigest.Of(table, ChunkBytes), 0), new byte[length], retain: true);
        rig.PublishManifest(rig.NewManifest(table, 1));
        Assert.Contains(said, rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        rig.PushAndConfirm(table, 1);
    }

    [Fact]
    public async Task Waits_for_a_missing_chunk_and_goes_on_with_it()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        PublishChunk(rig, table, 0, retain: true);
        PublishChunk(rig, table, 2, retain: true);
        rig.PublishManifest(rig.NewManifest(table, 1));
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload).Chunk == 1);
        rig.Advance(100);
        Assert.DoesNotContain(rig.All(Topics.ModelReported), message => ModelReport.Decode(message.Payload).Chunk > 1);
        PublishChunk(rig, table, 1, retain: true);
        rig.AwaitReport(ModelReport.Confirmed);
    }

    [Fact]
    public async Task A_package_of_more_than_a_wake_goes_on_at_each_wake_where_it_was()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Mode = NodeConfiguration.DutyCycled;
        configuration.DutyWindows = 4;
        configuration.DutySleepSeconds = 60;
        configuration.TelemetrySeconds = 30;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        byte[] table = TableFile.Indifferent(rig.Spec);
        int count = PackageDigest.ChunkCount(table.Length, ChunkBytes);
        ModelManifest manifest = rig.NewManifest(table, 1);
        rig.PublishManifest(manifest);

        // Each chunk comes while the node sleeps, and goes again: whatever it had to fetch twice it would wait for.
        byte[] digest = PackageDigest.Of(table, ChunkBytes);
        for (int i = 0; i < count; i++)
        {
            AwaitSleep(rig);
            PublishChunk(rig, table, i, retain: true);
            rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { } report && report.Counter == manifest.Counter && report.Chunk > i, seconds: 300);
            rig.PublishRaw(Topics.OfChunk(digest, i), [], retain: true);
        }

        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed, RunningGeneration: 1 }, seconds: 1000);
        Assert.True(rig.Board.BootCount > count);
    }

    [Fact]
    public async Task A_broker_that_restarts_and_forgets_interrupts_a_transfer_and_no_more()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        ModelManifest manifest = rig.NewManifest(table, 1);
        PublishChunk(rig, table, 0, retain: true);
        rig.PublishManifest(manifest);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload).Chunk == 1);
        await rig.StopBrokerAsync();
        rig.Advance(20);
        await rig.RestartBrokerAsync();

        // The first chunk is gone, the manifest comes again.
        PublishChunk(rig, table, 1, retain: true);
        PublishChunk(rig, table, 2, retain: true);
        rig.PublishManifest(manifest);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed, RunningGeneration: 1 }, seconds: 300);
    }

    [Fact]
    public async Task Of_two_desired_models_the_later_counts_also_in_the_middle_of_a_transfer()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] first = TableFile.Indifferent(rig.Spec, 1);
        byte[] second = TableFile.Indifferent(rig.Spec, 2);
        ModelManifest old = rig.NewManifest(first, 1);
        PublishChunk(rig, first, 0, retain: true);
        rig.PublishManifest(old);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload).Chunk == 1);
        rig.PushAndConfirm(second, 2);

        // What the first one lacked does not bring it back.
        rig.PublishChunks(first);
        rig.Forget();
        rig.PublishManifest(old);
        Assert.Contains("counter", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        rig.Advance(30);
        Assert.DoesNotContain(rig.All(Topics.ModelReported), message => ModelReport.Decode(message.Payload).RunningGeneration != 2);
    }

    [Fact]
    public async Task Goes_chunk_by_chunk_into_the_slot_and_holds_no_more_than_one()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec, modes: 4);
        List<StorageOperation> writes = [];
        rig.Board.Storage.PowerCutAt = operation =>
        {
            if (operation.Path == @"I:\model.a" && operation.Kind == StorageOperationKind.Write)
            {
                writes.Add(operation);
            }

            return null;
        };
        rig.PushAndConfirm(table, 1);
        Assert.All(writes, write => Assert.InRange(write.ByteCount, 1, ChunkBytes));
        Assert.True(writes.Count > PackageDigest.ChunkCount(table.Length, ChunkBytes));
    }

    private static void PublishChunk(NodeRig rig, byte[] package, int index, bool retain) =>
        rig.PublishRaw(Topics.OfChunk(PackageDigest.Of(package, ChunkBytes), index), PackageDigest.Chunk(package, ChunkBytes, index), retain);

    private static void AwaitSleep(NodeRig rig)
    {
        for (int i = 0; i < 2000 && rig.Board.State != BoardState.Asleep; i++)
        {
            rig.Advance(0.25);
        }

        Assert.Equal(BoardState.Asleep, rig.Board.State);
    }
}
