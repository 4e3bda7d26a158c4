using System.Text;
using NanoMonitor.Simulation.Measurement;
using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Metering;
using NanoMonitor.Training.Cost;

namespace NanoMonitor.Tools.NodeCost.Reports;

/// <summary>The counts as docs/node-cost.md holds them.</summary>
public static class MarkdownReport
{
    private const string Head = """
        # What a window costs on the node

        Generated; renew it with `dotnet run -c Release --project tools/NodeCost -- --markdown docs/node-cost.md`.

        The node interprets IL, and its interpreter charges a nearly fixed price for each instruction. So executed instructions are
        counted, not timed: the meter compiles the firmware's sources with the pinned compiler, puts a counter into every basic block,
        and runs the firmware's own sampling thread on a virtual board, from the bytes of the sensor's FIFO to the decision. The same
        input gives the same count on any machine. One **tick** is one simple instruction; prices were measured on the
        nf-interpreter 1.17 line. Transfers on the bus and the radio take time of their own and are not in it.

        `reference` is three axes of 256 samples from an MPU6886, the default 54 features, RMS and temperature, and a model of two modes
        without residual, so alike that no window rules one out early. The other cases differ from it as their names say;
        the modes of `modes-apart` are two operating points 2 σ apart, `residual` has 24 hidden units, `velocity` judges the vibration
        velocity at 4 kHz as well, and `plain` computes features and score by the textbook code that the kernels are tested against
        (its window is in `bands`).

        """;

    private const int ReferenceSamples = 256;
    private const int LargestClasses = 16;

    private static readonly int[] s_ratesHz = [200, 400, 1000, 1600, 3200, 4000, 6600];

    /// <summary>The whole document.</summary>
    public static string Of(IReadOnlyList<CaseCost> cases, MemoryCase memory)
    {
        StringBuilder text = new();
        CaseCost reference = cases.Single(one => one.Name == AllCases.Reference);
        text.Append(Head).Append('\n');
        AppendReference(text, reference);
        AppendDuty(text, reference.Total.Ticks);
        AppendCases(text, [.. cases.Where(one => one.Name == AllCases.Plain || AllCases.Windows.Any(window => window.Name == one.Name))]);
        AppendBursts(text, [.. cases.Where(one => one.Name.StartsWith(AllCases.BurstPrefix, StringComparison.Ordinal))]);
        AppendPublish(text, cases.Single(one => one.Name == AllCases.Publish));
        AppendMemory(text, memory);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void AppendReference(StringBuilder text, CaseCost reference)
    {
        text.Append("## Reference\n\nMilliseconds are estimates, likely (range).\n\n| stage | IL | ticks | share |");
        text.AppendJoin("", BoardTiming.All.Select(board => $" ms, {board.Name} |"));
        text.Append("\n| --- | --: | --: | --: |" + string.Concat(Enumerable.Repeat(" --: |", BoardTiming.All.Count)) + "\n");
        foreach (CostItem item in reference.Stages.Append(reference.Total with { Name = "**total**" }))
        {
            text.Append($"| {item.Name} | {item.Il:N0} | {item.Ticks:N0} | {100.0 * item.Ticks / reference.Total.Ticks:F1} % |");
            text.AppendJoin("", BoardTiming.All.Select(board => $" {board.Milliseconds(item.Ticks)} |"));
            text.Append('\n');
        }

        text.Append($"\nObjects allocated a window: {reference.AllocationCount}.\n\n");
    }

    private static void AppendDuty(StringBuilder text, long ticks)
    {
        text.Append("## Duty\n\nThe part of the time that the reference case takes, likely (range); from 100 % on, windows cannot follow each other without a gap.\n\n| sample rate | a window every |");
        text.AppendJoin("", BoardTiming.All.Select(board => $" {board.Name} |"));
        text.Append("\n| --: | --: |" + string.Concat(Enumerable.Repeat(" --: |", BoardTiming.All.Count)) + "\n");
        foreach (int rateHz in s_ratesHz)
        {
            double periodMicroseconds = ReferenceSamples * 1e6 / rateHz;
            text.Append($"| {rateHz} Hz | {periodMicroseconds / 1000:F0} ms |");
            text.AppendJoin("", BoardTiming.All.Select(board => $" {board.Duty(ticks, periodMicroseconds)} % |"));
            text.Append('\n');
        }

        text.Append('\n');
    }

    private static void AppendCases(StringBuilder text, IReadOnlyList<CaseCost> cases)
    {
        text.Append($"{CostTable.Heading}\n\n| stage |");
        text.AppendJoin("", cases.Select(one => $" {one.Name} |"));
        text.Append("\n| --- |" + string.Concat(Enumerable.Repeat(" --: |", cases.Count)) + "\n");
        IEnumerable<string> stages = cases.SelectMany(one => one.Stages).Select(stage => stage.Name).Distinct();
        string[] order = [.. Stages.OfWindow.SelectMany(stage => stage.SlotNames).Intersect(stages)];
        foreach (string stage in order)
        {
            AppendRow(text, stage, cases.Select(one => one.Stages.FirstOrDefault(item => item.Name == stage)?.Ticks));
        }

        AppendRow(text, CostTable.Total, cases.Select(one => (long?)one.Total.Ticks));
        AppendRow(text, "IL", cases.Select(one => (long?)one.Total.Il));
        AppendRow(text, "allocations", cases.Select(one => (long?)one.AllocationCount));
        text.Append('\n');
    }

    private static void AppendMemory(StringBuilder text, MemoryCase memory)
    {
        text.Append($"""

            ## Memory

            Managed heap of a 32-bit node in the reference case: all that the firmware's threads, event handlers and statics reach. Steady state:
            {memory.Steady.TotalBytes:N0} bytes in {memory.Steady.ObjectCount:N0} objects. Peak, while another table has been taken in and is on trial: {memory.Trial.TotalBytes:N0} bytes. The weight
            table of two modes has {memory.TableBytes:N0} bytes as a file. What nanoFramework's own libraries hold (MQTT client, threads) is not in it.

            | part | objects | bytes | bytes at the peak |
            | --- | --: | --: | --: |

            """);
        foreach ((string part, int objects, long bytes) in memory.Steady.Parts)
        {
            text.Append($"| {part} | {objects:N0} | {bytes:N0} | {memory.Trial.Parts.Single(other => other.Part == part).Bytes:N0} |\n");
        }

        text.Append("\n| class, with its arrays and strings | bytes |\n| --- | --: |\n");
        foreach (ClassMemory each in memory.Steady.Classes.Take(LargestClasses))
        {
            text.Append($"| {each.Name} | {each.Bytes:N0} |\n");
        }
    }

    private static void AppendRow(StringBuilder text, string name, IEnumerable<long?> values)
    {
        text.Append($"| {name} |");
        text.AppendJoin("", values.Select(value => $" {value:N0} |"));
        text.Append('\n');
    }

    private static void AppendBursts(StringBuilder text, IReadOnlyList<CaseCost> bursts)
    {
        text.Append("## One burst of each sensor\n\nTaking it apart into counts.\n\n| sensor | IL | ticks |\n| --- | --: | --: |\n");
        foreach (CaseCost burst in bursts)
        {
            text.Append($"| {burst.Name[AllCases.BurstPrefix.Length..]} | {burst.Total.Il:N0} | {burst.Total.Ticks:N0} |\n");
        }

        text.Append('\n');
    }

    private static void AppendPublish(StringBuilder text, CaseCost publish)
    {
        text.Append("## One publish\n\nOne telemetry message and one message of features, up to the outbox; what the MQTT client does with them is not in it.\n\n| stage | IL | ticks |\n| --- | --: | --: |\n");
        foreach (CostItem item in publish.Stages.Append(publish.Total with { Name = "**total**" }))
        {
            text.Append($"| {item.Name} | {item.Il:N0} | {item.Ticks:N0} |\n");
        }

        text.Append("\n| allocates | in | number | bytes |\n| --- | --- | --: | --: |\n");
        foreach (AllocationCount allocation in publish.Allocations)
        {
            text.Append($"| {allocation.What} | {allocation.Method} | {allocation.Count} | {allocation.Bytes} |\n");
        }
    }
}
