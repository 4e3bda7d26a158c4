using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests;

public sealed class TrainingPipelineTests : IDisposable
{
    private readonly DatasetFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    [Theory]
    [InlineData(ResidualPolicy.Auto)]
    [InlineData(ResidualPolicy.Always)]
    public void The_same_seed_gives_the_same_table_byte_for_byte_on_any_number_of_threads(ResidualPolicy policy)
    {
        var train = SyntheticFeatures.Set(SyntheticFeatures.ThreeAxes, SyntheticFeatures.Linear(SyntheticFeatures.ThreeAxes, 260, 1), SyntheticFeatures.Linear(SyntheticFeatures.ThreeAxes, 120, 2));
        byte[] first = TrainingPipeline.Train(train, new TrainingOptions(7, policy)).Table;
        int threads = MathNet.Numerics.Control.MaxDegreeOfParallelism;
        try
        {
            MathNet.Numerics.Control.MaxDegreeOfParallelism = threads == 1 ? 4 : 1;
            Assert.Equal(first, TrainingPipeline.Train(train, new TrainingOptions(7, policy)).Table);
        }
        finally
        {
            MathNet.Numerics.Control.MaxDegreeOfParallelism = threads;
        }
    }

    [Fact]
    public void Always_keeps_a_residual_that_evaluates_like_the_float_model()
    {
        var spec = SyntheticFeatures.ThreeAxes;
        var trained = TrainingPipeline.Train(SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, 220, 3)), new TrainingOptions(Residual: ResidualPolicy.Always));
        var table = WeightTable.Read(trained.Table);
        Assert.True(trained.Fit.ResidualKept);
        Assert.All(table.Modes, mode => Assert.Contains(mode.MeanHead.Weights, weight => weight != 0));
        Assert.InRange(trained.Table.Length, 1, WeightTable.MaxLength);
        var model = new GroupMade(table);
        Assert.True(model.ReproducesGoldenScore());
        short[][] rows = [.. SyntheticFeatures.Linear(spec, 100, 4).Select(window => window.Values)];
        double[] real = trained.Score(rows);
        Assert.All(rows.Zip(real), pair => Assert.InRange(model.Evaluate(pair.First) / 4096.0, pair.Second - 0.05, pair.Second + 0.05));
    }

    [Fact]
    public void The_table_from_what_a_node_sent_is_that_of_the_raw_recording()
    {
        folder.Vibration("a.csv", 30_000, 1, faulty: false, lastSegment: 12_000);
        folder.Vibration("b.csv", 14_000, 2, faulty: false);
        var raw = folder.Manifest(
            "\"segmentColumn\": \"segment\",", 3, """{ "id": "a", "file": "a.csv", "label": "normal" }, { "id": "b", "file": "b.csv", "label": "normal" }""");
        var spec = SensorChoice.Of(raw).Spec;
        var windows = FeatureSetReader.Read(raw, raw.NormalParts(), spec);
        Assert.Equal([2, 1], windows.Runs.Select(run => run.Stretches.Count));

        string sent = Path.Combine(folder.Path, "sent");
        foreach (var run in windows.Runs)
        {
            NodeFeatureWriter.AppendRun(sent, new NodeFeatureRun(spec, "plant/fan", RecordingLabel.Normal, run.Windows));
        }

        var node = Dataset.Open(sent);
        var received = FeatureSetReader.Read(node, node.NormalParts(), SensorChoice.Of(node).Spec);
        var options = new TrainingOptions(3);
        Assert.Equal(TrainingPipeline.Train(windows, options).Table, TrainingPipeline.Train(received, options).Table);
    }

    [Fact]
    public void Windows_without_movement_are_left_out()
    {
        var spec = SyntheticFeatures.OneAxis;
        var good = SyntheticFeatures.Linear(spec, 120, 5);
        FeatureWindow[] withFlat = [.. good[..50], good[50] with { Values = new short[spec.FeatureCount], Flat = true }, .. good[50..]];
        var clean = TrainingPipeline.Train(new FeatureSet(spec, [SyntheticFeatures.Run("a", good[..50], good[50..])]), new TrainingOptions());
        var mended = TrainingPipeline.Train(new FeatureSet(spec, [SyntheticFeatures.Run("a", withFlat)]), new TrainingOptions());
        Assert.Equal(clean.Table, mended.Table);
        Assert.Contains("Left out: 1 window without any movement", mended.Summary[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_with_two_ways_of_running_gets_a_mode_for_each()
    {
        var spec = SyntheticFeatures.OneAxis;
        var train = SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, 120, 6), SyntheticFeatures.Linear(spec, 100, 7, shift: 2000));
        var trained = TrainingPipeline.Train(train, new TrainingOptions());
        Assert.Equal(2, WeightTable.Read(trained.Table).ModeCount);
        Assert.Contains(trained.Summary, sentence => sentence.StartsWith("2 operating modes: A, 55 % of the windows, once: run 1 from 0:00 to 2:33; B, 45 % of the windows, once: run 2 from 0:00 to 2:08.", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_faulty_recordings_and_too_few_windows()
    {
        var spec = SyntheticFeatures.OneAxis;
        var few = SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, TrainingPipeline.LeastWindows - 1, 8));
        Assert.Contains("There are 39 windows to learn from, at least 40 are needed", Assert.Throws<TrainingException>(() => TrainingPipeline.Train(few, new TrainingOptions())).Message, StringComparison.Ordinal);
        var faulty = new FeatureSet(spec, [SyntheticFeatures.Run("vd1-clog", SyntheticFeatures.Linear(spec, 100, 9)) with { Label = RecordingLabel.Anomaly }]);
        Assert.Contains("'vd1-clog' is labelled anomaly", Assert.Throws<TrainingException>(() => TrainingPipeline.Train(faulty, new TrainingOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_least_number_of_windows_gives_a_table()
    {
        var spec = SyntheticFeatures.ThreeAxes;
        var trained = TrainingPipeline.Train(SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, TrainingPipeline.LeastWindows, 10)), new TrainingOptions());
        Assert.True(new GroupMade(WeightTable.Read(trained.Table)).ReproducesGoldenScore());
        Assert.Contains(trained.Summary, sentence => sentence.StartsWith("There is not enough data. 40 windows are little", StringComparison.Ordinal));
        Assert.NotEmpty(trained.Promise.Shortcomings());
    }

    [Fact]
    public void Features_that_are_copies_or_constant_still_give_a_table()
    {
        var spec = SyntheticFeatures.OneAxis;
        var windows = SyntheticFeatures.Linear(spec, 200, 11);
        foreach (var window in windows)
        {
            window.Values[3] = window.Values[1];
            window.Values[7] = 123;
        }

        var trained = TrainingPipeline.Train(SyntheticFeatures.Set(spec, windows), new TrainingOptions());
        Assert.True(new GroupMade(WeightTable.Read(trained.Table)).ReproducesGoldenScore());
    }
}
