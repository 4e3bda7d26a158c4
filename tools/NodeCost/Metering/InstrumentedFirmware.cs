namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>Firmware assemblies that count what they execute, and what their numbers mean.</summary>
/// <param name="Images">The assemblies by name.</param>
/// <param name="Blocks">The basic blocks by number.</param>
/// <param name="Sites">The places that allocate, by number.</param>
/// <param name="Stages">The stages that were put in.</param>
public sealed record InstrumentedFirmware(
    IReadOnlyDictionary<string, byte[]> Images,
    IReadOnlyList<BlockCost> Blocks,
    IReadOnlyList<AllocationSite> Sites,
    IReadOnlyList<Stage> Stages);
