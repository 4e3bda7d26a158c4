using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Detectors;
using NanoMonitor.Training.Evaluation;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Detectors;

public class DetectorKindTests
{
    private static readonly FeatureSet Healthy = SyntheticFeatures.Set(
        SyntheticFeatures.OneAxis, SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 150, 1), SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 150, 2));

    public static TheoryData<string> Names => [.. DetectorKinds.All.Where(kind => !kind.NeedsIdentities).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tells_a_shifted_machine_from_a_healthy_one(string name)
    {
        var detector = DetectorKinds.Named(name).Fit(Train(), 1);
        double[] normal = detector.Score(Rows(SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 200, 3)));
        double[] shifted = detector.Score(Rows(SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 200, 4, shift: 400)));
        Assert.InRange(Roc.Area(normal, shifted)!.Value, 0.9, 1);
        Assert.All(normal, score => Assert.True(double.IsFinite(score)));
        Assert.InRange(detector.Bytes, 1, 1 << 20);
        Assert.Empty(detector.Score([]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_same_scores_for_the_same_seed(string name)
    {
        double[][] rows = Rows(SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 5, 3));
        var kind = DetectorKinds.Named(name);
        Assert.Equal(kind.Fit(Train(), 7).Score(rows), kind.Fit(Train(), 7).Score(rows));
        if (!kind.IsRandom)
        {
            Assert.Equal(kind.Fit(Train(), 7).Score(rows), kind.Fit(Train(), 8).Score(rows));
        }
    }

    [Fact]
    public void The_table_learns_only_from_features_of_a_node()
    {
        Assert.False(new NodeTableKind().Accepts(Train() with { Source = null }));
        Assert.True(new NodeTableKind().Accepts(Train()));
    }

    [Fact]
    public void The_table_and_the_float_model_agree_and_the_table_blames_the_shifted_feature()
    {
        double[][] rows = Rows(SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 50, 3));
        var table = (IBlamingDetector)new NodeTableKind().Fit(Train(), 1);
        var real = new GroupMadeKind().Fit(Train(), 1);
        Assert.All(table.Score(rows).Zip(real.Score(rows)), pair => Assert.InRange(pair.First - pair.Second, -0.1, 0.1));
        double[] broken = rows[0];
        broken[9] += 3000;
        double[] blame = table.Blame(broken);
        Assert.Equal(9, Array.IndexOf(blame, blame.Max()));
    }

    [Fact]
    public void Refuses_a_name_nobody_has()
    {
        Assert.Contains("mahalanobis", Assert.Throws<TrainingException>(() => DetectorKinds.Named("nobody")).Message, StringComparison.Ordinal);
    }

    private static TrainingRows Train()
    {
        return new TrainingRows([.. Healthy.Runs.Select(run => Rows(run.Windows))], DefaultOrder.Of(Healthy.Spec), Healthy);
    }

    private static double[][] Rows(IEnumerable<Datasets.NodeFeatures.FeatureWindow> windows) => [.. windows.Select(window => window.ToRow())];
}
