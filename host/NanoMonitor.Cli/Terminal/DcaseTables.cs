using NanoMonitor.Training.Dcase;
using NanoMonitor.Training.Evaluation;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Results of the DCASE runner on the terminal.</summary>
internal static class DcaseTables
{
    /// <param name="console">Where to.</param>
    /// <param name="results">Of each type of machine: by detector.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<IReadOnlyDictionary<string, DcaseResult>> results)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Machine");
        string[] detectors = [.. results[0].Keys];
        foreach (string heading in detectors.Append("published baseline").SelectMany(name => new[] { $"AUC {name}", $"pAUC {name}" }))
        {
            table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned());
        }

        foreach (var type in results)
        {
            DcaseResult first = type[detectors[0]];
            foreach (string id in first.Areas.Keys)
            {
                Add(table, $"{first.Type} id_{id}", detectors.Select(name => type[name].Areas.GetValueOrDefault(id)).Append(null));
            }

            Add(table, $"{first.Type}, mean", detectors.Select(name => type[name].Average).Append(DcaseBaseline.Of(first.Type)));
        }

        console.Write(table);
    }

    private static void Add(Table table, string name, IEnumerable<AreaReport?> areas)
    {
        table.AddRow([name, .. areas.SelectMany(area => new[] { Figure(area?.Auc), Figure(area?.Pauc) })]);
    }

    private static string Figure(double? value) => value is { } number ? $"{100 * number:0.00}" : "–";
}
