using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Cost;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Tests.Cost;

public class CostBudgetTests
{
    private const int ManyWindows = 1000;

    private static readonly FeatureSpec s_spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 1_000_000);

    [Fact]
    public void Changes_nothing_without_a_budget()
    {
        var (options, notes) = CostBudget.Apply(s_spec, ManyWindows, new TrainingOptions());

        Assert.Equal(new TrainingOptions(), options);
        Assert.Empty(notes);
    }

    [Fact]
    public void Changes_nothing_where_everything_fits()
    {
        var generous = new TrainingOptions(BudgetIl: Il(OperatingModes.MostModes, 24));

        var (options, notes) = CostBudget.Apply(s_spec, ManyWindows, generous);

        Assert.Equal(generous, options);
        Assert.Empty(notes);
    }

    [Fact]
    public void Takes_hidden_units_away_first()
    {
        var (options, notes) = CostBudget.Apply(s_spec, ManyWindows, new TrainingOptions(BudgetIl: Il(4, 10)));

        Assert.Equal((10, 4, ResidualPolicy.Auto), (options.HiddenCount, options.MostModes, options.Residual));
        Assert.Contains("10 hidden units at most, not 24", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Then_takes_the_residual_and_modes_away()
    {
        var (options, notes) = CostBudget.Apply(s_spec, ManyWindows, new TrainingOptions(BudgetIl: Il(2, 0)));

        Assert.Equal((2, ResidualPolicy.Never), (options.MostModes, options.Residual));
        Assert.Contains(notes, note => note.StartsWith("No residual network", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.StartsWith("2 operating modes at most, not 4", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_what_no_model_keeps()
    {
        var error = Assert.Throws<TrainingException>(() => CostBudget.Apply(s_spec, ManyWindows, new TrainingOptions(BudgetIl: Il(1, 0) - 1)));

        Assert.Contains("No model of 54 features keeps within", error.Message, StringComparison.Ordinal);
        Assert.Contains("a single mode without residual takes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_rather_than_leave_out_a_residual_that_is_wanted_in_any_case()
    {
        var error = Assert.Throws<TrainingException>(
            () => CostBudget.Apply(s_spec, ManyWindows, new TrainingOptions(Residual: ResidualPolicy.Always, BudgetIl: Il(4, 0))));

        Assert.Contains("--residual always", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trained_table_keeps_its_budget()
    {
        var train = SyntheticFeatures.Set(s_spec, SyntheticFeatures.Linear(s_spec, 220, 3));
        long budget = Il(1, 0);

        var trained = TrainingPipeline.Train(train, new TrainingOptions(Residual: ResidualPolicy.Never, BudgetIl: budget));

        Assert.True(WindowCost.Of(WindowShape.Of(Core.Model.WeightTable.Read(trained.Table))).Il <= budget);
        Assert.Contains(trained.Summary, sentence => sentence.StartsWith("1 operating mode at most, not 2", StringComparison.Ordinal));
    }

    private static long Il(int modes, int hidden) =>
        WindowCost.Of(new WindowShape(s_spec, DefaultOrder.Of(s_spec), modes, hidden > 0 ? modes : 0, hidden)).Il;
}
