using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Tests.Density;

public class ResidualTests
{
    [Fact]
    public void The_gate_keeps_a_residual_that_learns_what_the_linear_part_cannot()
    {
        var train = SyntheticFeatures.Set(SyntheticFeatures.OneAxis, SyntheticFeatures.Squares(SyntheticFeatures.OneAxis, 1200, 1, broken: false));
        var kept = TrainingPipeline.Train(train, new TrainingOptions(Seed: 1));
        Assert.True(kept.Fit.ResidualKept);
        Assert.True(kept.Fit.ResidualGainNats > 10 * GroupMadeFitter.GateNats, $"gain {kept.Fit.ResidualGainNats}");

        var without = TrainingPipeline.Train(train, new TrainingOptions(Seed: 1, ResidualPolicy.Never));
        short[][] later = [.. SyntheticFeatures.Squares(SyntheticFeatures.OneAxis, 600, 2, broken: false).Select(window => window.Values)];
        short[][] broken = [.. SyntheticFeatures.Squares(SyntheticFeatures.OneAxis, 600, 3, broken: true).Select(window => window.Values)];
        Assert.True(kept.Score(later).Average() < without.Score(later).Average());
        double linear = Roc.Area(without.Score(later), without.Score(broken))!.Value;
        double residual = Roc.Area(kept.Score(later), kept.Score(broken))!.Value;
        Assert.True(residual > linear + 0.02, $"{linear} to {residual}");

        var model = new GroupMade(WeightTable.Read(kept.Table));
        double[] Integer(short[][] rows) => [.. rows.Select(row => model.Evaluate(row) / 4096.0)];
        Assert.InRange(Roc.Area(Integer(later), Integer(broken))!.Value, residual - 0.002, 1);
        Assert.True(model.ReproducesGoldenScore());
    }

    [Fact]
    public void The_gate_drops_a_residual_where_everything_is_linear()
    {
        var train = SyntheticFeatures.Set(SyntheticFeatures.OneAxis, SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 500, 5));
        var model = TrainingPipeline.Train(train, new TrainingOptions());
        Assert.False(model.Fit.ResidualKept);
        Assert.True(model.Fit.ResidualGainNats <= GroupMadeFitter.GateNats);
        Assert.Equal(TrainingPipeline.Train(train, new TrainingOptions(Residual: ResidualPolicy.Never)).Table, model.Table);
    }
}
