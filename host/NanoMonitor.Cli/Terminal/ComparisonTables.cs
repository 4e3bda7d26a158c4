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
            console.WriteParagraph($"Mean of the datasets that have the detector, {report.Datasets.Count} at most{(report.IsUneven ? "; detectors with different numbers do not compare" : "")}:");
            console.Write(Detectors(report.Overall));
        }

        if (report.IsUneven && report.Common.Count > 0)
        {
            console.WriteParagraph($"Mean of the cases that have every detector, of {string.Join(", ", report.CommonDatasets)}:");
            console.Write(Detectors(report.Common));
        }

        if (report.Overall.Any(detector => detector.Detector == BaselineDifference.Baseline) && report.Overall.Count > 1)
        {
            console.WriteParagraph($"Less {BaselineDifference.Baseline} on the same cases, mean of the datasets and worst dataset; ± over seeds:");
            console.Write(Differences(report.Overall));
        }

        foreach (string sentence in LeftOutText.Of(report.Cases))
        {
            console.WriteParagraph(sentence);
        }
    }

    private static Table Detectors(IReadOnlyList<DetectorSummary> detectors)
    {
        Table table = Columns("Sets", "AUC", "pAUC", "AUC 5 s", "pAUC 5 s", "Rank", "MACs", "Bytes", "Fit s");
        foreach (DetectorSummary detector in detectors)
        {
            table.AddRow(
                detector.Detector,
                $"{detector.Datasets}",
                Figure(detector.Auc),
                Figure(detector.Pauc),
                Figure(detector.AucAggregated),
                Figure(detector.PaucAggregated),
                detector.Rank is { } rank ? $"{rank:0.0}" : "–",
                detector.Macs is { } macs ? $"{macs}" : "–",
                $"{detector.Bytes}",
                $"{detector.TrainSeconds:0.00}");
        }

        return table;
    }

    private static Table Differences(IReadOnlyList<DetectorSummary> detectors)
    {
        Table table = Columns("AUC", "worst", "±", "pAUC", "worst", "±", "AUC 5 s", "worst", "±", "pAUC 5 s", "worst", "±");
        foreach (DetectorSummary detector in detectors.Where(detector => detector.Detector != BaselineDifference.Baseline))
        {
            BaselineDifference less = detector.Difference;
            table.AddRow(
                detector.Detector,
                Difference(less.Auc),
                Difference(less.WorstAuc),
                $"{detector.AucSpread:0.000}",
                Difference(less.Pauc),
                Difference(less.WorstPauc),
                $"{detector.PaucSpread:0.000}",
                Difference(less.AucAggregated),
                Difference(less.WorstAucAggregated),
                $"{detector.AucAggregatedSpread:0.000}",
                Difference(less.PaucAggregated),
                Difference(less.WorstPaucAggregated),
                $"{detector.PaucAggregatedSpread:0.000}");
        }

        return table;
    }

    private static Table Columns(params string[] figures)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Detector");
        foreach (string figure in figures)
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        return table;
    }

    private static string Figure(double? value) => value is { } number ? $"{number:0.000}" : "–";

    private static string Difference(double? value) => value is { } number ? $"{number:+0.000;-0.000;0.000}" : "–";
}
