using NanoMonitor.Tools.NodeCost.Prices;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>What the probes counted, and what it amounts to.</summary>
/// <param name="firmware">The meaning of the numbers.</param>
/// <param name="hits">Executions of each block, by slot.</param>
/// <param name="allocations">Allocations at each place, by slot.</param>
/// <param name="bytes">Bytes allocated there, by slot.</param>
internal sealed class Tally(InstrumentedFirmware firmware, long[][] hits, long[][] allocations, long[][] bytes)
{
    /// <summary>The cost of what was counted.</summary>
    /// <param name="name">The case's name.</param>
    /// <param name="divisor">Repetitions it is the mean of.</param>
    /// <param name="reported">The stages that belong to it.</param>
    /// <exception cref="InvalidOperationException">Code ran outside all stages.</exception>
    public CaseCost Summarise(string name, int divisor, IReadOnlyCollection<Stage> reported)
    {
        RefuseUnstaged();
        List<(string Name, int Slot)> slots = [.. firmware.Stages
            .SelectMany(stage => stage.SlotNames.Select(slot => (Name: slot, Stage: stage)))
            .Select((slot, i) => (slot.Name, Slot: i + 1, slot.Stage))
            .Where(slot => reported.Contains(slot.Stage))
            .Select(slot => (slot.Name, slot.Slot))];
        if (firmware.Stages.Count == 0)
        {
            slots.Add((name, 0));
        }

        int[] counted = [.. slots.Select(slot => slot.Slot)];
        IEnumerable<CostItem> methods = Enumerable.Range(0, firmware.Blocks.Count)
            .GroupBy(block => firmware.Blocks[block].Method)
            .Select(method => Sum(method.Key, divisor, method, counted))
            .Where(method => method.Il > 0)
            .OrderByDescending(method => method.Ticks)
            .ThenBy(method => method.Name, StringComparer.Ordinal);
        IEnumerable<AllocationCount> made = firmware.Sites
            .Select((site, i) => new AllocationCount(site.Method, site.What, counted.Sum(slot => allocations[slot][i]), counted.Sum(slot => bytes[slot][i])))
            .Where(allocation => allocation.Count > 0);
        int[] all = [.. Enumerable.Range(0, firmware.Blocks.Count)];
        return new CaseCost(
            name,
            Sum(name, divisor, all, counted),
            [.. slots.Select(slot => Sum(slot.Name, divisor, all, [slot.Slot])).Where(stage => stage.Il > 0)],
            [.. methods],
            [.. made]);
    }

    private CostItem Sum(string name, int divisor, IEnumerable<int> blocks, int[] slots)
    {
        long il = 0;
        long tenths = 0;
        foreach (int block in blocks)
        {
            long executed = slots.Sum(slot => hits[slot][block]);
            il += executed * firmware.Blocks[block].Il;
            tenths += executed * firmware.Blocks[block].TenthsOfTick;
        }

        return new CostItem(name, (il + (divisor / 2)) / divisor, Tick.Round((tenths + (divisor / 2)) / divisor));
    }

    private void RefuseUnstaged()
    {
        int outside = firmware.Stages.Count == 0 ? -1 : Array.FindIndex(hits[0], count => count > 0);
        if (outside >= 0)
        {
            throw new InvalidOperationException($"{firmware.Blocks[outside].Method} ran in no stage: add it to {nameof(Stages)}");
        }
    }
}
