using NanoMonitor.Core.Model;
using NanoMonitor.Training.Alarms;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Evaluation;

/// <summary>Runs recordings through a table and the node's decision.</summary>
public static class DecisionRates
{
    /// <summary>The node's state after each window of a recording, the decision begun anew.</summary>
    /// <param name="table">The table; its thresholds decide.</param>
    /// <param name="run">The recording; stretches end at its gaps.</param>
    /// <returns>One of <see cref="HealthState"/> for each window.</returns>
    public static int[] States(WeightTable table, FeatureRun run)
    {
        var model = new GroupMade(table);
        var monitor = new HealthMonitor(table.Thresholds);
        var states = new List<int>();
        foreach (var stretch in run.Stretches)
        {
            monitor.Void();
            states.AddRange(stretch.Select(window => monitor.Judge(model.Evaluate(window.Values), window.Flat, window.RmsMilliG.Max())));
        }

        return [.. states];
    }

    /// <summary>The rates over recordings.</summary>
    public static ThresholdReport Of(WeightTable table, IReadOnlyList<FeatureRun> normal, IReadOnlyList<FeatureRun> anomaly)
    {
        var spec = table.Spec;
        var figures = AlarmTrial.Count(
            "table", spec.Hop * 1000.0 / spec.SampleRateMilliHz, [.. normal.Select(run => States(table, run))], [.. anomaly.Select(run => States(table, run))]);
        double? Of(int found) => figures.Faulty == 0 ? null : found / (double)figures.Faulty;
        return new ThresholdReport(
            figures.HealthyHours > 0 ? figures.ShareWarned : null,
            Of(figures.Alarmed),
            figures.FalseAlarmsPerDay,
            figures.FalseWarningsPerDay,
            Of(figures.AlarmedInAMinute));
    }
}
