using System.Text;
using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Reports;

/// <summary>The counts for a terminal.</summary>
internal static class TextReport
{
    public static string Of(IReadOnlyList<CaseCost> cases, MemoryCase memory, bool methods)
    {
        StringBuilder text = new();
        foreach (CaseCost one in cases)
        {
            text.AppendLine($"{one.Name}: {one.Total.Il:N0} IL, {one.Total.Ticks:N0} ticks, {one.AllocationCount} allocations");
            Append(text, one.Stages);
            foreach (AllocationCount allocation in one.Allocations)
            {
                text.AppendLine($"    allocates {allocation.Count} × {allocation.What} in {allocation.Method}, {allocation.Bytes} bytes");
            }
        }

        text.AppendLine($"memory: {memory.Steady.TotalBytes:N0} bytes in steady state, {memory.Trial.TotalBytes:N0} while another table is on trial");
        foreach ((string part, int objects, long bytes) in memory.Steady.Parts)
        {
            text.AppendLine($"  {part,-40} {objects,12:N0} {bytes,12:N0}");
        }

        if (methods)
        {
            text.AppendLine($"{cases[0].Name} by method:");
            Append(text, cases[0].Methods);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<CostItem> items)
    {
        foreach (CostItem item in items)
        {
            text.AppendLine($"  {item.Name,-40} {item.Il,12:N0} {item.Ticks,12:N0}");
        }
    }
}
