using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Judging;
using NanoMonitor.Simulation.Measurement;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Simulation.Playback;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>
/// What the firmware holds in memory in the reference case: the whole firmware on a virtual node, and the judge that a table makes,
/// counted as if the node had it.
/// </summary>
/// <param name="Steady">With one judge.</param>
/// <param name="Trial">With a second one on trial, and the package it came from.</param>
/// <param name="TableBytes">Length of the table.</param>
public sealed record MemoryCase(NodeMemory Steady, NodeMemory Trial, int TableBytes)
{
    private const int Windows = 40;
    private const int Minute = 60_000_000;

    /// <summary>Lets a node run, and measures.</summary>
    public static MemoryCase Measure()
    {
        CaseShape shape = new();
        FeatureSpec spec = shape.Spec;
        int[][] counts = SimulatedMotion.Counts(Windows * shape.WindowLength);
        byte[] table = FittedTable.Create(shape, CaseRunner.Features(shape, counts));
        using VirtualNode node = VirtualNode.OnRecording(shape.Configuration, new RecordedSource(counts), seed: 1);
        node.Start();
        node.Board.Clock.AdvanceBy(Minute / 10);
        node.Board.ThrowIfFaulted();
        IReadOnlyList<object> roots = node.Board.FirmwareRoots();
        Judge judge = new(table, new ModelManifest { ModelId = "metered", Generation = 1 }, spec.Hash);
        Judge tried = new(table, new ModelManifest { ModelId = "another", Generation = 2 }, spec.Hash);
        return new MemoryCase(NodeMemory.Measure([.. roots, judge]), NodeMemory.Measure([.. roots, judge, tried, table]), table.Length);
    }
}
