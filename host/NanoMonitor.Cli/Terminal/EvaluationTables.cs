using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Evaluation;
using NanoMonitor.Training.Temperatures;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>An evaluation on the terminal.</summary>
internal static class EvaluationTables
{
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        WindowCounts windows = report.Windows;
        console.WriteParagraph(
            $"{report.Dataset}, split {report.Split}: {windows.Train} training windows, tested on {windows.TestNormal} normal and {windows.TestAnomaly} anomalous ones.");
        console.Write(Detectors(report.Detectors));
        console.WriteParagraph(
            $"Table less float model: AUC {Difference(report.Quantization.DeltaAuc)}, pAUC {Difference(report.Quantization.DeltaPauc)}.");
        console.WriteParagraph(
            $"Thresholds: {Share(report.Thresholds.FalseAlarmRate)} of the normal windows in warning or alarm, {Rate(report.Thresholds.FalseAlarmsPerDay)} false alarms and {Rate(report.Thresholds.FalseWarningsPerDay)} false warnings a day; an alarm in {Share(report.Thresholds.DetectionRate)} of the anomalous recordings, in {Share(report.Thresholds.DetectionRateInAMinute)} within a minute.");
        ModelReport model = report.Model;
        console.WriteParagraph(
            $"Model: {Counted.Of(model.Modes, "mode")}, {model.Features} features, {(model.ResidualKept ? "with" : "no")} residual, {model.Macs} multiplications a window, {model.TableBytes} bytes.");
    }

    public static void Write(IAnsiConsole console, FleetEvaluation fleet)
    {
        foreach (MachineEvaluation machine in fleet.Machines)
        {
            console.WriteParagraph($"Machine {machine.Machine}:");
            if (machine.Report is { } report)
            {
                Write(console, report);
            }
            else
            {
                console.WriteParagraph(machine.Error ?? "");
            }
        }

        int judged = fleet.Machines.Count(machine => machine.Report is not null);
        console.WriteParagraph($"{fleet.Dataset}, split {fleet.Split}, mean of {Counted.Of(judged, "machine")}:");
        console.Write(Detectors(fleet.Mean));
        foreach (LeftOut recording in fleet.LeftOut)
        {
            console.WriteParagraph($"{recording.Name} does not count: {recording.Reason}.");
        }
    }

    public static void Write(IAnsiConsole console, TemperatureReport report)
    {
        console.WriteParagraph(
            $"{report.Dataset}: {report.Samples} values over {report.Days:0.0} days; AUC {Figure(report.Auc)}, pAUC {Figure(report.Pauc)} of values within labelled anomalies against the others.");
        console.WriteParagraph(
            $"{report.WindowsFound} of {Counted.Of(report.Windows, "labelled anomaly window")} found, {Counted.Of(report.FalseAlarms, "false alarm")} ({report.FalseAlarmsPerDay:0.000} a day).");
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Time", "Recording", "Cause", "Deviations", "Labelled");
        foreach (TemperatureAlarm alarm in report.Alarms)
        {
            table.AddRow($"{alarm.Time:yyyy-MM-dd HH:mm}", Markup.Escape(alarm.Recording), alarm.Kind, $"{alarm.Deviations:0.0}", alarm.InWindow ? "yes" : "no");
        }

        console.Write(table);
    }

    private static Table Detectors(IReadOnlyList<DetectorReport> detectors)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Detector");
        foreach (string figure in new[] { "AUC", "pAUC", "AUC 5 s", "pAUC 5 s" }.Concat(Conditions(detectors).Select(condition => $"AUC {condition}")))
        {
            table.AddColumn(new TableColumn(Markup.Escape(figure)).RightAligned());
        }

        foreach (DetectorReport detector in detectors)
        {
            IEnumerable<double?> byCondition =
                Conditions(detectors).Select(condition => detector.ByCondition.GetValueOrDefault(condition)?.Auc);
            double?[] figures = [detector.Auc, detector.Pauc, detector.AucAggregated, detector.PaucAggregated, .. byCondition];
            table.AddRow([detector.Name, .. figures.Select(Figure)]);
        }

        return table;
    }

    private static IEnumerable<string> Conditions(IReadOnlyList<DetectorReport> detectors) =>
        detectors.SelectMany(detector => detector.ByCondition.Keys).Distinct();

    private static string Figure(double? value) => value is { } number ? $"{number:0.000}" : "–";

    private static string Difference(double? value) => value is { } number ? $"{number:+0.0000;-0.0000;0.0000}" : "not known";

    private static string Rate(double? perDay) => perDay is { } number ? $"{number:0.0}" : "an unknown number of";

    private static string Share(double? value) => value is { } number ? $"{100 * number:0.0} %" : "an unknown share";
}
