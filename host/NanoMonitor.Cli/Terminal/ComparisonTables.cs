using NanoMonitor.Training.Comparison;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>A comparison on the terminal.</summary>
internal static class ComparisonTables
{
    public static void Write(IAnsiConsole console, ComparisonReport report)
    {
        foreach (var (dataset, detectors) in report.Datasets)
        {
            int splits = report.Cases.Where(one => one.Dataset == dataset).Select(one => one.Split).Distinct().Count();
            console.WriteParagraph($"{dataset}, mean of {Counted.Of(splits, "split")}:");
            console.Write(Detectors(detectors));
        }

        if (report.Datasets.Count > 1)
        {
            console.WriteParagraph($"Mean of {report.Datasets.Count} datasets:");
            console.Write(Detectors(report.Overall));
        }
    }

    private static Table Detectors(IReadOnlyList<DetectorSummary> detectors)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Detector");
        foreach (string figure in new[] { "AUC", "pAUC", "AUC 5 s", "pAUC 5 s", "± AUC", "Rank", "MACs", "Bytes", "Fit s" })
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        foreach (DetectorSummary detector in detectors)
        {
            table.AddRow(
                detector.Detector,
                Figure(detector.Auc),
                Figure(detector.Pauc),
                Figure(detector.AucAggregated),
                Figure(detector.PaucAggregated),
                $"{detector.AucSpread:0.000}",
                detector.Rank is { } rank ? $"{rank:0.0}" : "–",
                detector.Macs is { } macs ? $"{macs}" : "–",
                $"{detector.Bytes}",
                $"{detector.TrainSeconds:0.00}");
        }

        return table;
    }

    private static string Figure(double? value) => value is { } number ? $"{number:0.000}" : "–";
}
