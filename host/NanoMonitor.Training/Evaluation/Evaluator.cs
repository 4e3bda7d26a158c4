using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Baselines;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Training.Evaluation;

/// <summary>Judges detectors on a split: all anomalous recordings against all normal test windows; idle and mixed ones do not count.</summary>
public static class Evaluator
{
    /// <summary>Evaluates a table, the float model where there is one, and the baseline trained on the split.</summary>
    /// <param name="dataset">Name for the report.</param>
    /// <param name="split">Name for the report.</param>
    /// <param name="train">Windows the baseline learns from.</param>
    /// <param name="test">Windows to judge.</param>
    /// <param name="table">The table.</param>
    /// <param name="model">The float model behind the table, or null.</param>
    /// <exception cref="TrainingException">The table's feature spec is not the windows'.</exception>
    public static EvaluationReport Evaluate(string dataset, string split, FeatureSet train, FeatureSet test, WeightTable table, TrainedModel? model)
    {
        if (table.Spec.Hash != test.Spec.Hash)
        {
            throw new TrainingException($"The table was trained for other features: {Describe(table.Spec)}; the dataset has {Describe(test.Spec)}.");
        }

        FeatureRun[] normal = [.. test.Runs.Where(run => run.Label == RecordingLabel.Normal)];
        FeatureRun[] anomaly = [.. test.Runs.Where(run => run.Label == RecordingLabel.Anomaly)];
        int aggregate = TrailingMean.WindowsFor(test.Spec.Hop, test.Spec.SampleRateMilliHz);
        var integer = new GroupMade(table);
        var baseline = new Mahalanobis([.. train.Windows.Select(window => window.ToRow())]);

        DetectorReport Judge(string name, Func<IReadOnlyList<FeatureWindow>, double[]> score) => Report(name, normal, anomaly, aggregate, score);
        var node = Judge("node", windows => [.. windows.Select(window => ScoreBits.Of(integer.Evaluate(window.Values)))]);
        var real = model is null
            ? Unknown("group-made", node)
            : Judge("group-made", windows => model.Score([.. windows.Select(window => window.Values)]));
        var mahalanobis = Judge("mahalanobis", windows => [.. windows.Select(window => baseline.Score(window.ToRow()))]);
        return new EvaluationReport(
            dataset,
            split,
            new WindowCounts(train.Windows.Count, normal.Sum(run => run.Windows.Count), anomaly.Sum(run => run.Windows.Count)),
            [node, real, mahalanobis],
            new QuantizationReport(node.Auc - real.Auc, node.Pauc - real.Pauc),
            DecisionRates.Of(table, normal, anomaly),
            new ModelReport(
                table.ModeCount,
                table.Spec.FeatureCount,
                TableSize.MultiplyAdds(table.Order, table.ModeCount, table.HiddenCount),
                table.Length,
                table.HiddenCount > 0));
    }

    private static DetectorReport Report(string name, FeatureRun[] normal, FeatureRun[] anomaly, int aggregate, Func<IReadOnlyList<FeatureWindow>, double[]> score)
    {
        double[][] Stretches(FeatureRun run) => [.. run.Stretches.Select(score)];
        double[][][] normalScores = [.. normal.Select(Stretches)];
        double[][][] anomalyScores = [.. anomaly.Select(Stretches)];
        double[] Windows(IEnumerable<double[][]> runs) => [.. runs.SelectMany(run => run).SelectMany(stretch => stretch)];
        double[] Means(IEnumerable<double[][]> runs) => [.. runs.SelectMany(run => run).SelectMany(stretch => TrailingMean.Of(stretch, aggregate))];
        double[] reference = Windows(normalScores);
        var single = AreaReport.Of(reference, Windows(anomalyScores));
        var aggregated = AreaReport.Of(Means(normalScores), Means(anomalyScores));
        var byCondition = anomaly.Zip(anomalyScores)
            .GroupBy(item => item.First.Condition ?? "anomaly", item => item.Second)
            .ToDictionary(group => group.Key, group => AreaReport.Of(reference, Windows(group)));
        return new DetectorReport(name, single.Auc, single.Pauc, aggregated.Auc, aggregated.Pauc, byCondition);
    }

    private static DetectorReport Unknown(string name, DetectorReport known)
    {
        var byCondition = known.ByCondition.Keys.ToDictionary(condition => condition, _ => new AreaReport(null, null));
        return new DetectorReport(name, null, null, null, null, byCondition);
    }

    private static string Describe(Core.Signal.FeatureSpec spec)
    {
        return $"{Core.Signal.SensorFamily.Name(spec.SensorFamily)} ±{spec.RangeG} g, {spec.AxisCount} axes at {spec.SampleRateMilliHz / 1000.0} Hz, windows of {spec.WindowLength}, {spec.FeatureCount} features";
    }
}
