using System.Globalization;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>One operating mode of a training, and when it occurred.</summary>
/// <param name="Share">Its share of the windows.</param>
/// <param name="Runs">Runs in which it occurred.</param>
/// <param name="Periods">From when to when: run (from 1), seconds of running since the run's begin. Interruptions shorter than a trailing mean do not count.</param>
public sealed record ModeHistory(double Share, int Runs, IReadOnlyList<(int Run, double FromSeconds, double ToSeconds)> Periods)
{
    private const int MostNamed = 3;

    /// <summary>The modes, the most frequent first.</summary>
    /// <param name="runs">What was learned from.</param>
    /// <param name="assignment">Mode of each window, runs one after the other.</param>
    /// <param name="hopSeconds">From window to window.</param>
    /// <param name="aggregateWindows">Windows of the trailing mean.</param>
    public static IReadOnlyList<ModeHistory> Of(IReadOnlyList<FeatureRun> runs, IReadOnlyList<int> assignment, double hopSeconds, int aggregateWindows)
    {
        return [.. assignment.Distinct()
            .Select(mode => Of(runs, assignment, mode, hopSeconds, aggregateWindows))
            .OrderByDescending(mode => mode.Share)];
    }

    /// <summary>In words, without a full stop.</summary>
    public string Describe(int runCount)
    {
        string share = string.Create(CultureInfo.InvariantCulture, $"{100 * Share:0} % of the windows");
        if (Periods.Count > MostNamed)
        {
            string where = runCount == 1 ? "" : Runs == runCount ? ", in every run" : $", in {Runs} of {runCount} runs";
            return $"{share} in {Periods.Count} periods{where}";
        }

        string times = string.Join(" and ", Periods.Select(period => $"run {period.Run} from {Clock(period.FromSeconds)} to {Clock(period.ToSeconds)}"));
        return Periods.Count == 1 ? $"{share}, once: {times}" : $"{share}: {times}";
    }

    private static ModeHistory Of(IReadOnlyList<FeatureRun> runs, IReadOnlyList<int> assignment, int mode, double hopSeconds, int aggregateWindows)
    {
        var periods = new List<(int Run, double From, double To)>();
        int start = 0;
        for (int run = 0; run < runs.Count; run++)
        {
            int last = int.MinValue;
            for (int i = 0; i < runs[run].Windows.Count; i++)
            {
                if (assignment[start + i] != mode)
                {
                    continue;
                }

                if (last < 0 || i - last > aggregateWindows)
                {
                    periods.Add((run + 1, i * hopSeconds, 0));
                }

                periods[^1] = periods[^1] with { To = (i + 1) * hopSeconds };
                last = i;
            }

            start += runs[run].Windows.Count;
        }

        return new ModeHistory(assignment.Count(of => of == mode) / (double)assignment.Count, periods.Select(period => period.Run).Distinct().Count(), periods);
    }

    private static string Clock(double seconds)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00}");
    }
}
