using NanoMonitor.Core.Model;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Alarms;

/// <summary>Plays healthy recordings to the node's decision and to its watch for slow changes.</summary>
public static class DriftTrial
{
    private const double Octave = 256;
    /// <summary>Recordings in the order in which one node would meet them; what it learned goes on from one to the next.</summary>
    /// <param name="table">A table with thresholds.</param>
    /// <param name="healthy">Recordings it has not seen.</param>
    public static DriftFigures Run(WeightTable table, IReadOnlyList<FeatureRun> healthy)
    {
        var model = new GroupMade(table);
        var monitor = new HealthMonitor(table.Thresholds);
        var watch = new DriftWatch(table);
        int[] most = new int[1];
        int judged = 0;
        int findings = 0;
        int band = 0;
        int score = 0;
        foreach (var stretch in healthy.SelectMany(run => run.Stretches))
        {
            monitor.Void();
            foreach (var window in stretch)
            {
                monitor.Judge(model.Evaluate(window.Values), window.Flat, window.RmsMilliG.Max());
                if (!monitor.MayLearn)
                {
                    continue;
                }

                bool before = watch.HasChanged;
                watch.Take(window.Values, model.Mode, monitor.MeanScore);
                judged += watch.IsLearning ? 0 : 1;
                findings += watch.HasChanged && !before ? 1 : 0;
                score = Math.Max(score, Math.Abs(watch.ScoreChange));
            }

            watch.Top(most);
            band = Math.Max(band, Math.Abs(watch.BandChange(most[0])));
        }

        double hopSeconds = table.Spec.Hop * 1000.0 / table.Spec.SampleRateMilliHz;
        return new DriftFigures(
            judged * hopSeconds / 3600, findings, band / Octave, table.Thresholds.BandDriftLimit / Octave, ScoreBits.Of(score), ScoreBits.Of(table.Thresholds.ScoreDriftLimit));
    }
}
