using System.Text;
using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Reports;

/// <summary>The counts as docs/node-cost.md holds them.</summary>
internal static class MarkdownReport
{
    public static string Of(IReadOnlyList<CaseCost> cases)
    {
        StringBuilder text = new();
        foreach (CaseCost one in cases)
        {
            text.Append($"\n### {one.Name}\n\n| stage | IL | ticks |\n| --- | --: | --: |\n");
            foreach (CostItem item in one.Stages.Append(one.Total with { Name = "total" }))
            {
                text.Append($"| {item.Name} | {item.Il} | {item.Ticks} |\n");
            }
        }

        return text.ToString();
    }
}
