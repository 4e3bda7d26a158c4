using System.Globalization;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Cost;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>Says in words what a training found.</summary>
internal static class TrainingSummary
{
    private const int GoodWindows = 400;

    public static IReadOnlyList<string> Of(FeatureSet given, IReadOnlyList<FeatureRun> used, GroupMadeFit fit, Thresholds thresholds, WeightTable table)
    {
        return [Data(given, used), Modes(fit), Residual(fit), Limits(given.Spec, thresholds), Text($"The table has {table.Length} bytes."), Cost(WindowCost.Of(WindowShape.Of(table)))];
    }

    private static string Data(FeatureSet given, IReadOnlyList<FeatureRun> used)
    {
        int windows = used.Sum(run => run.Windows.Count);
        int flat = given.Windows.Count - windows;
        double minutes = windows * (double)given.Spec.Hop * 1000 / given.Spec.SampleRateMilliHz / 60;
        string amount = Text($"Learned from {windows} windows ({minutes:F1} minutes) in {Count(used.Count, "run")}.");
        string enough = windows < GoodWindows ? Text($" That is little: {GoodWindows} windows or more are good.") : "";
        string single = used.Count == 1 ? " A second run on another day makes the thresholds more certain." : "";
        return amount + enough + single + (flat > 0 ? Text($" Left out: {Count(flat, "window")} without any movement; check the sensor.") : "");
    }

    private static string Modes(GroupMadeFit fit)
    {
        string[] shares = [.. fit.Assignment.GroupBy(mode => mode).OrderByDescending(mode => mode.Count()).Select(mode => Text($"{100.0 * mode.Count() / fit.Assignment.Length:F0} %"))];
        return shares.Length == 1 ? "One operating mode." : Text($"{shares.Length} operating modes, with {string.Join(", ", shares)} of the windows.");
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
        return Text($"Warning from {thresholds.WarningScore / 4096.0:F2} bits a feature held for {thresholds.WarningHoldWindows * hopSeconds:F1} s, alarm from {thresholds.AlarmScore / 4096.0:F2} held for {thresholds.AlarmHoldWindows * hopSeconds:F1} s; stopped below {thresholds.StoppedRmsMilliG} mg.");
    }

    private static string Cost(WindowCost cost)
    {
        string boards = string.Join(", ", BoardTiming.All.Select(board => $"{board.Milliseconds(cost.Ticks)} ms on {board.Name}"));
        return Text($"A window costs the node {cost.Il} IL instructions, {cost.Ticks} ticks: estimated {boards}.");
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
