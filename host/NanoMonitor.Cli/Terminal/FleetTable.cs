using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Watch;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Nodes as a table: state, score, history, blame, model.</summary>
internal static class FleetTable
{
    private const int LongestHistory = 40;
    private const int ShortestHistory = 8;

    // Of the other columns, with blame on two lines.
    private const int RestWidth = 80;

    // Bits a feature; on a finer scale the noise of a healthy machine would fill the height.
    private const double LeastScale = 2;

    public static Table Create(IReadOnlyList<NodeView> nodes, Profile profile)
    {
        bool unicode = profile.Capabilities.Unicode;
        int historyWidth = Math.Clamp(profile.Width - RestWidth, ShortestHistory, LongestHistory);
        Table table = new Table().Border(unicode ? TableBorder.Rounded : TableBorder.Ascii).Expand();
        table.AddColumns(
            new TableColumn("Node").NoWrap(),
            new TableColumn("State").NoWrap(),
            new TableColumn("Score").RightAligned().NoWrap(),
            new TableColumn("History").NoWrap(),
            new TableColumn("Most to blame"),
            new TableColumn("Model").NoWrap());
        foreach (NodeView node in nodes)
        {
            table.AddRow(
                new Markup(Markup.Escape(node.Id.ToString())),
                new Markup(State(node)),
                new Text(node.MeanScore is { } score ? $"{score:0.00}" : "–"),
                new Text(History(node, historyWidth, unicode)),
                new Text(Why(node)),
                new Text(Model(node)));
        }

        return table;
    }

    // The threshold judgement says which limit; the model which features.
    private static string Why(NodeView node)
    {
        IEnumerable<string> findings = node.Telemetry is { } telemetry ? CauseText.Findings(telemetry, node.Birth?.Spec) : [];
        IEnumerable<string> why = node.Telemetry is { Cause: { IsMagnitude: true } cause } ? [CauseText.Describe(cause)!] : node.Blamed;
        return string.Join(", ", why.Concat(findings));
    }

    private static string History(NodeView node, int width, bool unicode)
    {
        double[] scores = [.. node.ScoreHistory.TakeLast(width)];
        double low = scores.DefaultIfEmpty().Min();
        return Sparkline.Draw(scores, width, low, Math.Max(scores.DefaultIfEmpty().Max(), low + LeastScale), unicode);
    }

    private static string State(NodeView node) => node.Condition switch
    {
        null => "[grey]unheard[/]",
        { IsLost: true } => "[bold grey]lost[/]",
        { State: var state } => StateText.Markup(state),
    };

    private static string Model(NodeView node) => node switch
    {
        { ModelReport: { Status: not ModelReport.Confirmed } report } => $"{report.ModelId} {report.Status}",
        { ModelReport: { } report } => $"{report.ModelId} #{report.RunningGeneration}",
        { Birth: { ModelId.Length: > 0 } birth } => $"{birth.ModelId} #{birth.Generation}",
        _ => "none",
    };
}
