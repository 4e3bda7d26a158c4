using System.Text.Json;
using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Reports;

/// <summary>All counts for programs: <c>{"cases":[{"case","il","ticks","allocations","stages":[{"name","il","ticks"}]}]}</c>.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    public static string Of(IEnumerable<CaseCost> cases) => JsonSerializer.Serialize(
        new
        {
            cases = cases.Select(one => new
            {
                @case = one.Name,
                il = one.Total.Il,
                ticks = one.Total.Ticks,
                allocations = one.AllocationCount,
                stages = one.Stages.Select(stage => new { name = stage.Name, il = stage.Il, ticks = stage.Ticks }),
            }),
        },
        s_options) + "\n";
}
