using NanoMonitor.Datasets;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Detectors;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Comparison;

public sealed class DetectorComparisonTests : IDisposable
{
    private const string Recordings = """
        { "id": "a", "file": "a.csv", "label": "normal", "machine": "one" }, { "id": "b", "file": "b.csv", "label": "normal", "machine": "two" },
        { "id": "a-test", "file": "c.csv", "label": "normal", "machine": "one" }, { "id": "b-test", "file": "d.csv", "label": "normal", "machine": "two" },
        { "id": "a-bad", "file": "e.csv", "label": "anomaly", "condition": "loose", "machine": "one" },
        { "id": "b-bad", "file": "f.csv", "label": "anomaly", "condition": "loose", "machine": "two" }
        """;

    private const string Splits = """
        "all": { "train": [{ "recording": "a" }, { "recording": "b" }],
                 "test": [{ "recording": "a-test" }, { "recording": "b-test" }, { "recording": "a-bad" }, { "recording": "b-bad" }] }
        """;

    private static readonly DetectorKind[] Two = [new NodeTableKind(), new MahalanobisKind()];
    private readonly DatasetFolder folder = new();
    private readonly Dataset dataset;

    public DetectorComparisonTests()
    {
        dataset = folder.Manifest("", 3, Recordings, Splits);
        foreach (var (file, index) in new[] { "a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "f.csv" }.Select((file, index) => (file, index)))
        {
            folder.Vibration(file, index < 2 ? 256 * 60 : 256 * 25, index + 1, faulty: index >= 4);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_model_for_all_machines_is_one_case_with_every_recording()
    {
        var scored = DetectorComparison.Run(Assert.Single(Cases(perMachine: false)), Two, [1, 2]);
        Assert.Null(scored.Report.Machine);
        Assert.Equal((120, 50, 50), (scored.Report.Windows.Train, scored.Report.Windows.TestNormal, scored.Report.Windows.TestAnomaly));
        Assert.Equal(["node", "node", "mahalanobis"], scored.Report.Trials.Select(trial => trial.Detector));
        Assert.All(scored.Report.Trials, trial => Assert.InRange(trial.Auc!.Value, 0.99, 1));
        Assert.Equal(4, scored.Runs.Count);
        Assert.All(scored.Runs, run => Assert.Equal(25, run.Scores["node"].Sum(stretch => stretch.Length)));
        Assert.All(scored.Runs, run => Assert.Equal(54, run.Blame!.Length));
    }

    [Fact]
    public void A_model_for_each_machine_is_judged_on_that_machine_alone()
    {
        var cases = Cases(perMachine: true);
        Assert.Equal(["one", "two"], cases.Select(one => one.Machine));
        Assert.All(cases, one => Assert.Equal((60, 2), (one.Train.All.Length, one.Test.Count)));
        Assert.All(cases, one => Assert.All(one.Test, run => Assert.Equal(one.Machine, run.Machine)));
    }

    [Fact]
    public void Machines_are_told_apart_by_their_names_and_not_where_there_is_one()
    {
        var all = Assert.Single(Cases(perMachine: false));
        Assert.Equal(["one", "two"], all.Train.Identities);
        Assert.Equal([3, 16], [all.Train.Spectra.Count, all.Train.Spectra[2].Length]);
        Assert.Equal("z.band15", all.Train.Source!.Spec.FeatureName(all.Train.Spectra[2][15]));
        Assert.Equal("identity", Assert.Single(DetectorComparison.Run(all, [new IdentityKind()], [1]).Report.Trials).Detector);
        Assert.All(Cases(perMachine: true), one => Assert.Empty(DetectorComparison.Run(one, [new IdentityKind()], [1]).Report.Trials));
    }

    [Fact]
    public void What_does_not_count_is_named_with_the_reason()
    {
        var split = new Split("strange", [Part("a")], [Part("a-test"), Part("b-test"), Part("b-bad"), new RecordingPart(dataset.FindRecording("a-bad") with { Label = RecordingLabel.Idle })]);
        var one = Assert.Single(WaveformCases.Of(dataset, split, SensorChoice.Of(dataset).Spec, perMachine: true));
        var report = DetectorComparison.Run(one, [new IdentityKind(), new MahalanobisKind()], [1]).Report;
        Assert.Equal(
            [
                new LeftOut("b-test", "nothing of its machine two is learned from"),
                new LeftOut("b-bad", "nothing of its machine two is learned from"),
                new LeftOut("identity", "a single recording to learn from"),
                new LeftOut("a-bad", "it is labelled idle"),
                new LeftOut("every detector", "no recording to be judged is labelled anomaly, so there are no areas"),
            ],
            report.LeftOut);
    }

    [Fact]
    public void A_recording_is_judged_as_its_machine()
    {
        var asked = new AskedIdentities();
        DetectorComparison.Run(Assert.Single(Cases(perMachine: false)), [asked], [1]);
        Assert.Equal(["one", "two", "one", "two"], asked.Identities);
    }

    [Fact]
    public void Refuses_to_learn_from_an_anomaly()
    {
        var split = new Split("wrong", [new RecordingPart(dataset.FindRecording("a-bad"))], []);
        var error = Assert.Throws<TrainingException>(() => WaveformCases.Of(dataset, split, SensorChoice.Of(dataset).Spec, false));
        Assert.Contains("a-bad", error.Message, StringComparison.Ordinal);
    }

    private RecordingPart Part(string id) => new(dataset.FindRecording(id));

    private IReadOnlyList<ComparisonCase> Cases(bool perMachine)
    {
        return WaveformCases.Of(dataset, dataset.FindSplit("all"), SensorChoice.Of(dataset).Spec, perMachine);
    }

    private sealed record AskedIdentities() : DetectorKind("asked"), IDetector
    {
        public List<string?> Identities { get; } = [];

        public long? MultiplyAdds => null;

        public long Bytes => 0;

        public override IDetector Fit(TrainingRows train, int seed) => this;

        public double[] Score(IReadOnlyList<double[]> rows) => new double[rows.Count];

        public double[] Score(IReadOnlyList<double[]> rows, string? identity)
        {
            Identities.Add(identity);
            return Score(rows);
        }
    }
}
