using NanoMonitor.Training.Alarms;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>A study of thresholds on the terminal.</summary>
internal static class AlarmTables
{
    public static void Write(IAnsiConsole console, AlarmReport report)
    {
        foreach (var (dataset, figures) in report.Datasets)
        {
            console.WriteParagraph($"{dataset}: {figures[0].HealthyHours:0.00} h of unseen healthy running, {Counted.Of(figures[0].Faulty, "faulty recording")}.");
            console.Write(Policies(figures));
            WriteDrift(console, [.. report.Cases.Where(one => one.Dataset == dataset).Select(one => one.Drift).OfType<DriftFigures>()]);
        }

        if (report.Datasets.Count > 1)
        {
            console.WriteParagraph($"All {report.Datasets.Count} datasets: {report.Overall[0].HealthyHours:0.00} h of unseen healthy running, {Counted.Of(report.Overall[0].Faulty, "faulty recording")}.");
            console.Write(Policies(report.Overall));
        }

        foreach (var (policy, meaning) in report.Policies)
        {
            console.WriteParagraph($"{policy}: {meaning}");
        }
    }

    private static void WriteDrift(IAnsiConsole console, DriftFigures[] cases)
    {
        double hours = cases.Sum(drift => drift.JudgedHours);
        if (hours > 0)
        {
            console.WriteParagraph(
                $"Changed since commissioning, by the default: {Counted.Of(cases.Sum(drift => drift.Findings), "finding")} in {hours:0.00} h; a band by {cases.Max(drift => drift.LargestBandOctaves):0.00} octaves at most, the score by {cases.Max(drift => drift.LargestScoreBits):0.00} bits.");
        }
    }

    private static Table Policies(IReadOnlyList<AlarmFigures> policies)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Thresholds");
        foreach (string figure in new[] { "False alarms", "a day", "False warnings", "a day", "Time warned", "Alarmed", "in 60 s", "Warned", "in 60 s", "Delay s" })
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        foreach (AlarmFigures figures in policies)
        {
            table.AddRow(
                figures.Policy,
                $"{figures.FalseAlarms}",
                Rate(figures.FalseAlarmsPerDay),
                $"{figures.FalseWarnings}",
                Rate(figures.FalseWarningsPerDay),
                $"{100 * figures.ShareWarned:0.0} %",
                Share(figures.Alarmed, figures.Faulty),
                Share(figures.AlarmedInAMinute, figures.Faulty),
                Share(figures.Warned, figures.Faulty),
                Share(figures.WarnedInAMinute, figures.Faulty),
                figures.MedianDelaySeconds is { } delay ? $"{delay:0.0}" : "–");
        }

        return table;
    }

    private static string Rate(double? perDay) => perDay is { } rate ? $"{rate:0.0}" : "–";

    private static string Share(int of, int all) => all == 0 ? "–" : $"{100.0 * of / all:0} %";
}
