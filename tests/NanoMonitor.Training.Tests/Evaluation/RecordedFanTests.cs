using System.Collections.Concurrent;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Tests.Evaluation;

/// <summary>Holds detection on recorded fans to the figures measured for this layout in float, independently of this code.</summary>
public class RecordedFanTests
{
    private static readonly ConcurrentDictionary<(string Path, string Split), Lazy<EvaluationReport>> Reports = new();

    [SkippableTheory]
    [InlineData("nxp-fan-1", "leave-vd1-out", 0.983, 0.919)]
    [InlineData("nxp-fan-1", "leave-vd2-out", 0.995, 0.976)]
    [InlineData("nxp-fan-1", "leave-vd3-out", 0.997, 0.985)]
    [InlineData("nxp-fan-2", "first-60-percent", 0.987, 0.941)]
    public void Each_split_comes_out_as_measured(string name, string split, double auc, double pauc)
    {
        var report = Evaluate(name, split);
        var (node, real, mahalanobis) = (report.Detectors[0], report.Detectors[1], report.Detectors[2]);
        Assert.InRange(mahalanobis.Auc!.Value, auc - 0.005, auc + 0.005);
        Assert.InRange(mahalanobis.Pauc!.Value, pauc - 0.015, pauc + 0.015);
        Assert.InRange(report.Quantization.DeltaAuc!.Value, -0.002, 0.002);
        Assert.InRange(report.Quantization.DeltaPauc!.Value, -0.005, 0.005);
        Assert.InRange(node.Auc!.Value, mahalanobis.Auc!.Value - 0.015, 1);
        Assert.InRange(node.Pauc!.Value, mahalanobis.Pauc!.Value - 0.06, 1);
        Assert.InRange(real.Auc!.Value, 0.98, 1);
        Assert.Equal(1, report.Thresholds.DetectionRate);
        Assert.InRange(report.Thresholds.FalseAlarmRate!.Value, 0, 0.1);
        Assert.False(report.Model.ResidualKept);
    }

    [SkippableTheory]
    [InlineData("nxp-fan-1", "leave-vd1-out", "leave-vd2-out", "leave-vd3-out")]
    [InlineData("nxp-fan-2", "first-60-percent")]
    public void The_table_is_as_good_as_the_baseline_on_the_mean_of_each_set(string name, params string[] splits)
    {
        var reports = splits.Select(split => Evaluate(name, split)).ToArray();
        double Mean(int detector, Func<DetectorReport, double?> figure) => reports.Average(report => figure(report.Detectors[detector]))!.Value;
        Assert.InRange(Mean(0, d => d.Auc), Math.Max(0.98, Mean(2, d => d.Auc) - 0.005), 1);
        Assert.InRange(Mean(0, d => d.Pauc), Math.Max(0.935, Mean(2, d => d.Pauc) - 0.02), 1);
        Assert.InRange(Mean(0, d => d.AucAggregated), 0.99, 1);
        Assert.InRange(Mean(0, d => d.PaucAggregated), 0.97, 1);
    }

    private static EvaluationReport Evaluate(string name, string split)
    {
        string? path = SharedData.Find(name);
        Skip.If(path is null, $"../shared/data/{name} is not here");
        return Reports.GetOrAdd((path, split), key => new(() => SplitEvaluation.Run(Dataset.Open(key.Path), key.Split, null, new TrainingOptions()).Report)).Value;
    }
}
