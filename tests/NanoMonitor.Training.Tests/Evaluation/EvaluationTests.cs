using System.Text.Json.Nodes;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Evaluation;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Evaluation;

public sealed class EvaluationTests : IDisposable
{
    private const string Recordings = """
        { "id": "run", "file": "run.csv", "label": "normal", "condition": "on" },
        { "id": "later", "file": "later.csv", "label": "normal", "condition": "on" },
        { "id": "tone", "file": "tone.csv", "label": "anomaly", "condition": "tone" },
        { "id": "off", "file": "later.csv", "label": "idle", "condition": "off" }
        """;

    private const string Splits = """
        "all": { "train": [{ "recording": "run" }], "test": [{ "recording": "later" }, { "recording": "tone" }, { "recording": "off" }] },
        "healthy": { "train": [{ "recording": "run" }], "test": [{ "recording": "later" }] }
        """;

    private readonly DatasetFolder folder = new();
    private readonly Dataset dataset;

    public EvaluationTests()
    {
        folder.Vibration("run.csv", 40_000, 1, faulty: false);
        folder.Vibration("later.csv", 12_000, 2, faulty: false);
        folder.Vibration("tone.csv", 8_000, 3, faulty: true);
        dataset = folder.Manifest("\"name\": \"hum\",", 3, Recordings, Splits);
    }

    public void Dispose()
    {
        folder.Dispose();
    }

    [Fact]
    public void A_clear_fault_is_found_without_false_alarms()
    {
        var (report, trained) = SplitEvaluation.Run(dataset, "all", null, new TrainingOptions());
        Assert.Equal(new WindowCounts(156, 46, 31), report.Windows);
        Assert.Equal(["node", "group-made", "mahalanobis"], report.Detectors.Select(detector => detector.Name));
        Assert.All(report.Detectors, detector => Assert.Equal((1.0, 1.0, 1.0), (detector.Auc, detector.Pauc, detector.AucAggregated)));
        Assert.All(report.Detectors, detector => Assert.Equal(["tone"], detector.ByCondition.Keys));
        Assert.Equal(new ThresholdReport(0, 1, 0, 0, 1), report.Thresholds);
        Assert.Equal(new ModelReport(1, 54, 54 * 53 / 2, trained!.Table.Length, false), report.Model);
    }

    [Fact]
    public void The_report_has_the_names_other_tools_read()
    {
        var json = JsonNode.Parse(SplitEvaluation.Run(dataset, "all", null, new TrainingOptions()).Report.ToJson())!.AsObject();
        Assert.Equal(["dataset", "split", "windows", "detectors", "quantization", "thresholds", "model"], json.Select(field => field.Key));
        Assert.Equal(["train", "testNormal", "testAnomaly"], Names(json["windows"]));
        Assert.Equal(["name", "auc", "pauc", "aucAggregated", "paucAggregated", "byCondition"], Names(json["detectors"]![0]));
        Assert.Equal(["auc", "pauc"], Names(json["detectors"]![0]!["byCondition"]!["tone"]));
        Assert.Equal(["deltaAuc", "deltaPauc"], Names(json["quantization"]));
        Assert.Equal(["falseAlarmRate", "detectionRate", "falseAlarmsPerDay", "falseWarningsPerDay", "detectionRateInAMinute"], Names(json["thresholds"]));
        Assert.Equal(["modes", "features", "macs", "tableBytes", "residualKept"], Names(json["model"]));
        Assert.Equal("hum", (string)json["dataset"]!);
    }

    [Fact]
    public void What_cannot_be_had_is_null()
    {
        var table = WeightTable.Read(SplitEvaluation.Run(dataset, "all", null, new TrainingOptions()).Trained!.Table);
        var (report, trained) = SplitEvaluation.Run(dataset, "healthy", table, new TrainingOptions());
        Assert.Null(trained);
        Assert.Equal(["node", "group-made", "mahalanobis"], report.Detectors.Select(detector => detector.Name));
        Assert.All(report.Detectors, detector => Assert.Null(detector.Auc));
        Assert.Equal(new QuantizationReport(null, null), report.Quantization);
        Assert.Equal(new ThresholdReport(0, null, 0, 0, null), report.Thresholds);
        Assert.Contains("\"detectionRate\": null", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_for_other_features_is_refused()
    {
        var spec = SyntheticFeatures.OneAxis;
        var foreign = WeightTable.Read(TrainingPipeline.Train(SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, 60, 1)), new TrainingOptions()).Table);
        var error = Assert.Throws<TrainingException>(() => SplitEvaluation.Run(dataset, "all", foreign, new TrainingOptions()));
        Assert.Contains("1 axes at 200 Hz, windows of 256, 18 features", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_machine_is_neither_healthy_nor_alarming()
    {
        var (report, trained) = SplitEvaluation.Run(dataset, "all", null, new TrainingOptions());
        var table = WeightTable.Read(trained!.Table);
        var quiet = SyntheticFeatures.Linear(table.Spec, 20, 1).Select(window => window with { RmsMilliG = [1, 1, 1] }).ToArray();
        int[] states = DecisionRates.States(table, SyntheticFeatures.Run("quiet", quiet));
        Assert.Equal(HealthState.Stopped, states[^1]);
        Assert.DoesNotContain(HealthState.Alarm, states);
        Assert.NotNull(report.Thresholds.DetectionRate);
    }

    private static IEnumerable<string> Names(JsonNode? node)
    {
        return node!.AsObject().Select(field => field.Key);
    }
}
