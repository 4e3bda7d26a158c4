using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Rollouts as tables: a row for each wave, and the last lines of the log.</summary>
internal static class RolloutTable
{
    private const int ShownLines = 10;

    private static readonly NodePhase[] failures = [NodePhase.Refused, NodePhase.Reverted, NodePhase.Silent, NodePhase.Worse];

    /// <summary>How far it is.</summary>
    public static IRenderable Create(RolloutRecord record, IAnsiConsole console)
    {
        Table table = Empty(console, "Wave", "Nodes", "Waiting", "Assigned", "Soaking", "Done", "Failed", "Back", "Under way");
        for (int wave = 1; wave <= record.WaveCount; wave++)
        {
            RolloutNode[] nodes = [.. record.NodesOf(wave)];
            table.AddRow(
                $"{wave}",
                $"{nodes.Length}",
                Count(nodes, NodePhase.Waiting),
                Count(nodes, NodePhase.Assigned),
                Count(nodes, NodePhase.Soaking),
                Count(nodes, NodePhase.Done),
                Count(nodes, failures),
                Count(nodes, NodePhase.WentBack, NodePhase.Withdrawn),
                Markup.Escape(UnderWay(nodes)));
        }

        return new Rows(
            new Text($"{record.Name}: {record.Package.ModelId} for {record.Target}, {RolloutText.Of(record.Status)}{(record.Reason.Length == 0 ? "" : $": {record.Reason}")}"),
            table,
            new Rows(record.Log.TakeLast(ShownLines).Select(entry => new Text(Line(entry)))));
    }

    /// <summary>What it would do.</summary>
    public static IRenderable CreatePlan(RolloutRecord record, IAnsiConsole console)
    {
        Table table = Empty(console, "Wave", "Node", "Runs now", "Goes back to");
        foreach (RolloutNode node in record.Nodes)
        {
            table.AddRow($"{node.Wave}", node.Id, node.ModelBefore.Length == 0 ? "no model" : node.ModelBefore, Markup.Escape(Back(node)));
        }

        foreach (SkippedNode node in record.Skipped)
        {
            table.AddRow("skipped", node.Id, "", Markup.Escape(node.Reason));
        }

        return table;
    }

    /// <summary>An entry of the log in the time of this place.</summary>
    public static string Line(LogEntry entry) => $"{entry.At.ToLocalTime():yyyy-MM-dd HH:mm:ss} {entry.Text}";

    private static Table Empty(IAnsiConsole console, params string[] columns)
    {
        Table table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Rounded : TableBorder.Ascii);
        foreach (string column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    private static string Count(RolloutNode[] nodes, params NodePhase[] phases)
    {
        int count = nodes.Count(node => phases.Contains(node.Phase));
        return count == 0 ? "" : $"{count}";
    }

    private static string UnderWay(RolloutNode[] nodes) =>
        string.Join(", ", nodes.Where(node => node.Progress.Length > 0 && node.IsUnderWay && node.Phase != NodePhase.Soaking).Take(3).Select(node => $"{node.Id} {node.Progress}"));

    private static string Back(RolloutNode node) => (node.PackageBefore, node.ModelBefore) switch
    {
        ({ } package, _) => $"{package.ModelId} ({package.Bytes} bytes)",
        (null, "") => "no model, unless it has confirmed the new one by then",
        _ => "nothing: its table is not at the broker; name it with --previous",
    };
}
