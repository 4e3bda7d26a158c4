using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Node.Tests.Models;

/// <summary>The power goes at a write: the node must come back with a table it can answer for, and take the new one then.</summary>
public class PowerCutTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_power_cut_at_any_storage_operation_of_an_update_leaves_a_judged_node(bool unflushedWritesAreLost)
    {
        (long operations, _) = await Update(unflushedWritesAreLost, null, 0);
        Assert.InRange(operations, 10, 100);
        int cuts = 0;
        for (long cut = 1; cut <= operations; cut++)
        {
            (_, bool wasCut) = await Update(unflushedWritesAreLost, cut, share: cut % 3);
            cuts += wasCut ? 1 : 0;
        }

        // Only the store of events, at the very end, may take an operation more or less.
        Assert.InRange(cuts, operations - 4, operations);
    }

    /// <summary>
    /// Has generation 1 confirmed, pushes generation 2 with the power cut at one operation, and sees generation 2 confirmed
    /// after all. Gives the number of operations the push took, and whether the power was cut.
    /// </summary>
    /// <param name="cut">Which operation of the push, from 1; null for none.</param>
    /// <param name="share">How much of a write is done: none, half, or all of it.</param>
    private static async Task<(long Operations, bool WasCut)> Update(bool unflushedWritesAreLost, long? cut, long share)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Board.Storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 1), 1);
        rig.AwaitState(HealthState.Healthy);

        long before = rig.Board.Storage.OperationCount;
        rig.Board.Storage.PowerCutAt = operation => operation.Number == before + cut ? (int)(operation.ByteCount * share / 2) : null;
        rig.Push(TableFile.Indifferent(rig.Spec, 2), 2);
        if (cut == null)
        {
            rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed, Generation: 2 });
            return (rig.Board.Storage.OperationCount - before, false);
        }

        for (int i = 0; i < 400 && rig.Board.State == BoardState.Running; i++)
        {
            rig.Advance(0.1);
        }

        if (rig.Board.State == BoardState.Running)
        {
            return (0, false);
        }

        rig.Board.Storage.PowerCutAt = null;
        rig.Forget();
        rig.Node.Start();
        Telemetry first = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.InRange(first.Generation, 1, 2);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed, Generation: 2, RunningGeneration: 2 });
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload) is { Generation: 2, State: HealthState.Healthy });
        return (0, true);
    }
}
