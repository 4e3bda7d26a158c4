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

    internal static CaseCost From(string name, int divisor, InstrumentedFirmware firmware, long[][] hits, long[][] allocations, long[][] bytes)
    {
        RefuseUnstaged(firmware, hits[0]);
        string[] slots = [.. firmware.Stages.SelectMany(stage => stage.SlotNames)];
        CostItem[] stages = [.. slots.Select((slot, i) => Item(slot, divisor, firmware, Enumerable.Range(0, firmware.Blocks.Count).Select(block => (block, hits[i + 1][block]))))];
        CostItem[] methods = [.. Enumerable.Range(0, firmware.Blocks.Count)
            .Select(block => (block, Hits: hits.Sum(slot => slot[block])))
            .Where(block => block.Hits > 0)
            .GroupBy(block => firmware.Blocks[block.block].Method)
            .Select(method => Item(method.Key, divisor, firmware, method))
            .OrderByDescending(item => item.Ticks)
            .ThenBy(item => item.Name, StringComparer.Ordinal)];
        CostItem total = Item(name, divisor, firmware, Enumerable.Range(0, firmware.Blocks.Count).Select(block => (block, hits.Sum(slot => slot[block]))));
        AllocationCount[] made = [.. firmware.Sites
            .Select((site, i) => new AllocationCount(site.Method, site.What, allocations.Sum(slot => slot[i]), bytes.Sum(slot => slot[i])))
            .Where(allocation => allocation.Count > 0)];
        return new CaseCost(name, total, [.. stages.Where(stage => stage.Il > 0)], methods, made);
    }

    private static CostItem Item(string name, int divisor, InstrumentedFirmware firmware, IEnumerable<(int Block, long Hits)> blocks)
    {
        long il = 0;
        long tenths = 0;
        foreach ((int block, long hits) in blocks)
        {
            il += hits * firmware.Blocks[block].Il;
            tenths += hits * firmware.Blocks[block].TenthsOfTick;
        }

        return new CostItem(name, (il + (divisor / 2)) / divisor, Prices.Tick.Round((tenths + (divisor / 2)) / divisor));
    }

    private static void RefuseUnstaged(InstrumentedFirmware firmware, long[] outside)
    {
        for (int block = 0; block < outside.Length; block++)
        {
            if (outside[block] > 0 && firmware.Stages.Count > 0)
            {
                throw new InvalidOperationException($"{firmware.Blocks[block].Method} ran in no stage: add it to {nameof(Metering.Stages)}");
            }
        }
    }
}
