using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Alarms;

/// <summary>Plays scored recordings to the node's decision.</summary>
/// <param name="evidence">Of the model that scored them.</param>
/// <param name="policy">What decides.</param>
internal sealed class AlarmReplay(CalibrationEvidence evidence, AlarmPolicy policy)
{
    private readonly Thresholds limits = policy.Limits(evidence);
    private readonly Dictionary<string, byte[]> baselines = [];
    private readonly Dictionary<string, double> scales = [];

    /// <summary>
    /// The state after each window of a recording, begun anew but for what the node has learned of the installation: a machine's
    /// baseline outlives its recordings.
    /// </summary>
    public int[] States(ScoredRecording recording)
    {
        var monitor = new HealthMonitor(limits);
        if (baselines.TryGetValue(recording.Machine, out byte[]? saved))
        {
            monitor.Baseline.Load(new PayloadReader("baseline", saved, 0));
        }

        double scale = ScaleOf(recording);
        var states = new List<int>(recording.Windows);
        foreach (var stretch in recording.Stretches)
        {
            monitor.Void();
            int[] scores = Prepare(stretch, scale);
            // Smoothing has no value for the first windows.
            states.AddRange(Enumerable.Repeat(monitor.State, stretch.Length - scores.Length));
            for (int i = 0; i < scores.Length; i++)
            {
                var window = stretch[stretch.Length - scores.Length + i];
                states.Add(monitor.Judge(scores[i], window.Flat, window.RmsMilliG));
            }
        }

        var writer = new PayloadWriter(ScoreBaseline.SavedLength);
        monitor.Baseline.Save(writer);
        baselines[recording.Machine] = writer.ToArray();
        return [.. states];
    }

    private int[] Prepare(ScoredWindow[] stretch, double scale)
    {
        double[] scores = [.. stretch.Select(window => Stretch(ScoreBits.Of(window.Score), scale))];
        double[] smooth = policy.Smooth is null ? scores : policy.Smooth(scores, evidence);
        return [.. smooth.Select(ScoreBits.ToQ12)];
    }

    private double Stretch(double score, double scale)
    {
        double centre = ScoreBits.Of(limits.CentreScore);
        return centre + ((score - centre) * scale);
    }

    // The first recording of a machine says how its scores spread.
    private double ScaleOf(ScoredRecording recording)
    {
        if (!policy.Scales)
        {
            return 1;
        }

        if (!scales.TryGetValue(recording.Machine, out double scale))
        {
            double[] means = [.. recording.Stretches
                .SelectMany(stretch => TrailingMean.Of([.. stretch.Select(window => ScoreBits.Of(window.Score))], evidence.AggregateWindows))
                .Take(limits.BaselineWindows)];
            double trained = Deviation.Of([.. evidence.CrossFit.ByBlock.SelectMany(block => block.Means).SelectMany(mean => mean)]);
            scale = means.Length < 2 ? 1 : Math.Clamp(trained / Deviation.Of(means), 0.5, 2);
            scales[recording.Machine] = scale;
        }

        return scale;
    }
}
