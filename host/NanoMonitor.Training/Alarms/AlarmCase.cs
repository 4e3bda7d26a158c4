using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Alarms;

/// <summary>One model with what its thresholds may be made from, and recordings to try them on.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Split">Name of the split.</param>
/// <param name="Evidence">Scores of the training windows.</param>
/// <param name="Healthy">Unseen normal recordings, in the order in which a node would meet them.</param>
/// <param name="Faulty">Unseen anomalous recordings.</param>
public sealed record AlarmCase(
    string Dataset, string Split, CalibrationEvidence Evidence, IReadOnlyList<ScoredRecording> Healthy, IReadOnlyList<ScoredRecording> Faulty)
{
    /// <summary>What the default thresholds make of slow changes in <see cref="Healthy"/>; null where there are no features.</summary>
    public DriftFigures? Drift { get; init; }

    /// <summary>Trains a model and scores what it has not seen; idle and mixed recordings do not count.</summary>
    /// <exception cref="TrainingException">No model can be trained.</exception>
    public static AlarmCase Of(string dataset, string split, FeatureSet train, IReadOnlyList<FeatureRun> test, TrainingOptions options)
    {
        var fitted = TrainingPipeline.Fit(train, options, new PlainModelSource(), null);
        using (fitted.Draft.Fit.Module)
        {
            var model = new GroupMade(WeightTable.Read(fitted.ToTable(new Thresholds())));
            ScoredRecording[] Of(RecordingLabel label) => [.. test.Where(run => run.Label == label).Select(run => ScoredRecording.Of(run, model))];
            var table = WeightTable.Read(fitted.ToTable(ThresholdRule.Apply(fitted.Evidence)));
            return new AlarmCase(dataset, split, fitted.Evidence, Of(RecordingLabel.Normal), Of(RecordingLabel.Anomaly))
            {
                Drift = DriftTrial.Run(table, [.. test.Where(run => run.Label == RecordingLabel.Normal)]),
            };
        }
    }
}
