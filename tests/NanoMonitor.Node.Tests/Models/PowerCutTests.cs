using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;
using Xunit.Abstractions;

namespace NanoMonitor.Node.Tests.Models;

/// <summary>
/// The power goes before every operation of the storage on the way from the manifest to the end of the trial, and in the middle of
/// every write: the node must come back with a table it can answer for, say truly which, and bring the update to its end then.
/// </summary>
public class PowerCutTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false, ModelReport.Confirmed)]
    [InlineData(true, ModelReport.Confirmed)]
    [InlineData(false, ModelReport.Reverted)]
    public async Task A_power_cut_at_any_storage_operation_of_an_update_leaves_a_judged_node(bool unflushedWritesAreLost, string end)
    {
        List<StorageOperation> operations = [];
        await UpdateAsync(unflushedWritesAreLost, end, operation =>
        {
            operations.Add(operation);
            return null;
        });
        Assert.InRange(operations.Count, 10, 100);

        int planned = 0;
        int cuts = 0;
        for (int i = 0; i < operations.Count; i++)
        {
            int[] shares = operations[i] is { Kind: StorageOperationKind.Write, ByteCount: > 1 } ? [0, operations[i].ByteCount / 2] : [0];
            foreach (int share in shares)
            {
                int left = i;
                planned++;
                cuts += await UpdateAsync(unflushedWritesAreLost, end, _ => left-- == 0 ? share : null) ? 1 : 0;
            }
        }

        output.WriteLine($"{operations.Count} storage operations, {cuts} power cuts");

        // Only the store of events, at the very end, may take an operation more or less.
        Assert.InRange(cuts, planned - 4, planned);
    }

    /// <summary>
    /// Has generation 1 confirmed, pushes generation 2 while every operation of the storage is asked for, and sees the update end as it
    /// must, also after a power cut.
    /// </summary>
    /// <returns>Whether the power was cut.</returns>
    private static async Task<bool> UpdateAsync(bool unflushedWritesAreLost, string end, Func<StorageOperation, int?> cut)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Board.Storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        byte[] before = TableFile.Indifferent(rig.Spec, 1);
        rig.PushAndConfirm(before, 1);
        rig.AwaitState(HealthState.Healthy);
        byte[] after = end == ModelReport.Confirmed ? TableFile.Indifferent(rig.Spec, 2) : Unfit(rig);
        int[] crcs = [0, WeightTable.Read(before).Crc, WeightTable.Read(after).Crc];
        int running = end == ModelReport.Confirmed ? 2 : 1;

        rig.Board.Storage.PowerCutAt = cut;
        ModelManifest manifest = rig.Push(after, 2);
        for (int i = 0; i < 400 && rig.Board.State == BoardState.Running && !HasEnded(rig, manifest, end, running); i++)
        {
            rig.Advance(0.1);
        }

        bool wasCut = rig.Board.State != BoardState.Running;
        rig.Board.Storage.PowerCutAt = null;
        if (wasCut)
        {
            rig.Forget();
            rig.Node.Start();
            Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2).Payload);
            Assert.InRange(birth.Generation, 1, running);
            Assert.Equal(crcs[birth.Generation], birth.ModelCrc);
            Telemetry first = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).BootId == 2).Payload);
            Assert.InRange(first.Generation, birth.Generation, running);
            Assert.Equal(crcs[first.Generation], first.ModelCrc);
        }

        rig.Await(Topics.ModelReported, message => IsEnd(message, manifest, end, running));
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload) is { State: HealthState.Healthy } telemetry && telemetry.Generation == running);
        Assert.All(rig.All(Topics.ModelReported).Select(message => ModelReport.Decode(message.Payload)).Where(report => wasCut && report.BootId == 2), report =>
        {
            Assert.InRange(report.RunningGeneration, 1, running);
            Assert.Equal(crcs[report.RunningGeneration], report.RunningCrc);
        });
        return wasCut;
    }

    private static bool HasEnded(NodeRig rig, ModelManifest manifest, string end, int running) =>
        rig.All(Topics.ModelReported).Any(message => IsEnd(message, manifest, end, running));

    private static bool IsEnd(Heard message, ModelManifest manifest, string end, int running) =>
        ModelReport.Decode(message.Payload) is { } report && report.Status == end && report.Counter == manifest.Counter && report.RunningGeneration == running;

    // Live windows score far above its band.
    private static byte[] Unfit(NodeRig rig)
    {
        short[] zeros = new short[rig.Spec.FeatureCount];
        short[] ones = [.. Enumerable.Repeat((short)1, rig.Spec.FeatureCount)];
        return TableFile.Create(rig.Spec, zeros, ones, TableFile.Lenient(-100_000, -90_000));
    }
}
