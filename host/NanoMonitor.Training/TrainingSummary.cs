using System.Globalization;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Cost;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>Says in words what a training found.</summary>
internal static class TrainingSummary
{
    public static IReadOnlyList<string> Of(
        FeatureSet given, IReadOnlyList<FeatureRun> used, IReadOnlyList<ModeHistory> modes, GroupMadeFit fit, Thresholds thresholds, CalibrationPromise promise, WeightTable table)
    {
        return [Data(given, used), Modes(modes, used.Count), Residual(fit), Limits(given.Spec, thresholds), Promise(promise), Enough(promise), Text($"The table has {table.Length} bytes."), Cost(WindowCost.Of(WindowShape.Of(table)))];
    }

    private static string Data(FeatureSet given, IReadOnlyList<FeatureRun> used)
    {
        int windows = used.Sum(run => run.Windows.Count);
        int flat = given.Windows.Count - windows;
        double minutes = windows * (double)given.Spec.Hop * 1000 / given.Spec.SampleRateMilliHz / 60;
        string amount = Text($"Learned from {windows} windows ({minutes:F1} minutes) in {Count(used.Count, "run")}.");
        string single = used.Count == 1 ? " A second run on another day makes the thresholds more certain." : "";
        return amount + single + (flat > 0 ? Text($" Left out: {Count(flat, "window")} without any movement; check the sensor.") : "");
    }

    private static string Modes(IReadOnlyList<ModeHistory> modes, int runs)
    {
        if (modes.Count == 1)
        {
            return "One operating mode.";
        }

        string single = modes.Any(mode => mode.Periods.Count == 1) ? " What occurred once may be a start-up, or should be recorded again." : "";
        return Text($"{modes.Count} operating modes: {string.Join("; ", modes.Select((mode, index) => $"{(char)('A' + index)}, {mode.Describe(runs)}"))}.{single}");
    }

    private static string Residual(GroupMadeFit fit)
    {
        string gain = fit.ResidualGainNats is { } nats ? Text($"{nats:F4} nats a feature on held-out windows (gate: {GroupMadeFitter.GateNats})") : "";
        string kept = fit.ResidualKept ? Text($"With a residual network of {fit.Module.HiddenCount} hidden units, {fit.ResidualEpochs} epochs.") : "Without a residual network.";
        return gain.Length == 0 ? kept : kept + (fit.ResidualKept ? " It gains " : " One would gain ") + gain + ".";
    }

    private static string Limits(FeatureSpec spec, Thresholds thresholds)
    {
        double hopSeconds = spec.Hop * 1000.0 / spec.SampleRateMilliHz;
        return Text($"Warning from {ScoreBits.Of(thresholds.WarningScore):F2} bits a feature held for {thresholds.WarningHoldWindows * hopSeconds:F1} s, alarm from {ScoreBits.Of(thresholds.AlarmScore):F2} held for {thresholds.AlarmHoldWindows * hopSeconds:F1} s; stopped below {thresholds.StoppedRmsMilliG} mg.");
    }

    private static string Promise(CalibrationPromise promise)
    {
        string expected = Text($"Aim: at most {CalibrationPromise.TargetPerMonth:0} false alarm in a month of running. Expected by windows that the models had not seen: {Rate(promise.AlarmsPerMonth)} (90 %: {Rate(promise.AlarmsPerMonthLow)} to {Rate(promise.AlarmsPerMonthHigh)}), if the machine goes on as recorded.");
        string basis = Text($" That rests on {Count(promise.Peaks, "separate peak")} among {promise.IndependentMeans:F0} independent means; a month is {promise.TimesExtrapolated:F0} times as long.");
        string beyond = promise.BlocksBeyond > 0
            ? Text($" {promise.BlocksBeyond} of {promise.Blocks} stretches would have raised an alarm had they not been learned from: such running was recorded only there.")
            : "";
        return expected + basis + beyond;
    }

    private static string Enough(CalibrationPromise promise)
    {
        var lacks = promise.Shortcomings();
        return lacks.Count == 0 ? "There is enough data." : "There is not enough data. " + string.Join(" ", lacks) + " Record for longer, on other days and loads.";
    }

    private static string Cost(WindowCost cost)
    {
        string boards = string.Join(", ", BoardTiming.All.Select(board => $"{board.Milliseconds(cost.Ticks)} ms on {board.Name}"));
        return Text($"A window costs the node {cost.Il} IL instructions, {cost.Ticks} ticks: estimated {boards}.");
    }

    // Two digits say as much as a tail knows.
    internal static string Rate(double perMonth)
    {
        if (perMonth < 0.01)
        {
            return "less than 0.01";
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(perMonth)) - 1);
        return (Math.Round(perMonth / unit) * unit).ToString(perMonth < 10 ? "G2" : "N0", CultureInfo.InvariantCulture);
    }

    private static string Count(int number, string what)
    {
        return Text($"{number} {what}{(number == 1 ? "" : "s")}");
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
