using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>The model a node says it runs.</summary>
/// <param name="ModelId">Its name; empty = none.</param>
/// <param name="Generation">0 = none.</param>
/// <param name="Crc">CRC-32 of the table; 0 = none.</param>
public sealed record RunningModel(string ModelId, int Generation, int Crc)
{
    /// <summary>By its birth, or by its report where that is newer: a node reports that it has confirmed before it introduces itself anew.</summary>
    public static RunningModel Of(NodeView node, Birth birth)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(birth);
        return node.ModelReport is { Status: ModelReport.Confirmed } report && report.RunningGeneration > birth.Generation
            ? new RunningModel(report.ModelId, report.RunningGeneration, report.RunningCrc)
            : new RunningModel(birth.ModelId, birth.Generation, birth.ModelCrc);
    }
}
