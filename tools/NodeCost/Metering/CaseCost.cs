namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>What a case costs: per window, or per whatever the case is about.</summary>
/// <param name="Name">The case.</param>
/// <param name="Total">All of it.</param>
/// <param name="Stages">By stage; they sum to the total but for rounding.</param>
/// <param name="Methods">By method, dearest first.</param>
/// <param name="Allocations">What is allocated, by place.</param>
public sealed record CaseCost(
    string Name,
    CostItem Total,
    IReadOnlyList<CostItem> Stages,
    IReadOnlyList<CostItem> Methods,
    IReadOnlyList<AllocationCount> Allocations)
{
    /// <summary>Objects allocated.</summary>
    public long AllocationCount => Allocations.Sum(allocation => allocation.Count);

    /// <summary>Bytes allocated on the heap of a 32-bit node.</summary>
    public long AllocatedBytes => Allocations.Sum(allocation => allocation.Bytes);
}
