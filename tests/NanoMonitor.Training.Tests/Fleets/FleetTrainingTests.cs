using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Fleets;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Fleets;

public class FleetTrainingTests
{
    private static readonly Core.Signal.FeatureSpec Spec = SyntheticFeatures.ThreeAxes;

    [Theory]
    [InlineData(ResidualPolicy.Auto, 1)]
    [InlineData(ResidualPolicy.Never, 7)]
    public void Machines_of_any_length_and_number_of_modes_get_the_tables_that_each_gets_alone(ResidualPolicy policy, int seed)
    {
        FleetMachine[] fleet =
        [
            new("short", SyntheticFeatures.Set(Spec, SyntheticFeatures.Linear(Spec, TrainingPipeline.LeastWindows, 1))),
            new("two runs", SyntheticFeatures.Set(Spec, SyntheticFeatures.Linear(Spec, 150, 2), SyntheticFeatures.Linear(Spec, 93, 3, shift: 1500))),
            new("three modes", SyntheticFeatures.Set(
                Spec, SyntheticFeatures.Linear(Spec, 131, 4), SyntheticFeatures.Linear(Spec, 110, 5, shift: 900), SyntheticFeatures.Linear(Spec, 120, 6, shift: -900))),
        ];
        var options = new TrainingOptions(seed, policy);
        var outcomes = FleetTraining.Train(fleet, options);
        Assert.Equal(["short", "two runs", "three modes"], outcomes.Select(outcome => outcome.Name));
        Assert.Equal([1, 2, 3], outcomes.Select(outcome => WeightTable.Read(outcome.Model!.Table).ModeCount));
        Assert.All(fleet.Zip(outcomes), pair => Assert.Equal(TrainingPipeline.Train(pair.First.Train, options).Table, pair.Second.Model!.Table));
    }

    [Fact]
    public void A_residual_that_may_pass_the_gate_is_trained_as_alone()
    {
        var spec = SyntheticFeatures.OneAxis;
        var fleet = new FleetMachine("squares", SyntheticFeatures.Set(spec, SyntheticFeatures.Squares(spec, 700, 1, broken: false)));
        var options = new TrainingOptions(MostModes: 1);
        var model = Assert.Single(FleetTraining.Train([fleet], options)).Model!;
        Assert.True(model.Fit.ResidualKept, $"gain {model.Fit.ResidualGainNats}");
        Assert.Equal(TrainingPipeline.Train(fleet.Train, options).Table, model.Table);
    }

    [Theory]
    [InlineData(700, 1, 1)]
    [InlineData(450, 2, 2)]
    public void The_trial_of_a_residual_gains_what_the_plain_one_gains(int windows, int modeCount, int seed)
    {
        var spec = SyntheticFeatures.OneAxis;
        var order = DefaultOrder.Of(spec);
        double[][][] rows = [.. Enumerable.Range(0, 2).Select(run => SyntheticFeatures.Squares(spec, windows, seed + run, broken: false)
            .Select(window => Array.ConvertAll(window.Values, value => Math.Clamp((value - 1000) / 100.0, -8, 8))).ToArray())];
        var (fitted, heldOut) = HeldOutBlocks.Divide(rows);
        var modes = OperatingModes.Find(fitted, modeCount, seed);
        using var module = GroupMadeFitter.FromModes(modes.Densities, order, 24);
        var (expected, _) = ResidualTraining.TrainAgainst(module, fitted, modes.Assignment, heldOut, seed, null);

        var flat = FlatModes.Find(FlatRowsOf(fitted), modeCount, seed);
        Assert.Equal(modes.Assignment, flat.Assignment);
        double gain = new FlatResidual(order, flat.Modes, 24, seed).TrainAgainst(FlatRowsOf(fitted), flat.Assignment, FlatRowsOf(heldOut));
        Assert.True(expected > GroupMadeFitter.GateNats, $"gain {expected}");
        // Float32 against float64.
        Assert.Equal(expected, gain, 1e-5);
    }

    [Fact]
    public void A_machine_that_cannot_be_trained_says_why_and_does_not_hurt_the_others()
    {
        var good = SyntheticFeatures.Set(Spec, SyntheticFeatures.Linear(Spec, 120, 8));
        var few = SyntheticFeatures.Set(Spec, SyntheticFeatures.Linear(Spec, TrainingPipeline.LeastWindows - 1, 9));
        var still = SyntheticFeatures.Set(Spec, [.. Enumerable.Repeat(SyntheticFeatures.Linear(Spec, 1, 10)[0], 80)]);
        var options = new TrainingOptions(Residual: ResidualPolicy.Never);
        var outcomes = FleetTraining.Train([new("few", few), new("good", good), new("still", still)], options);
        Assert.Contains("There are 39 windows to learn from", outcomes[0].Error, StringComparison.Ordinal);
        Assert.Null(outcomes[0].Model);
        Assert.Equal(TrainingPipeline.Train(good, options).Table, outcomes[1].Model!.Table);
        Assert.Contains("all but the same", outcomes[2].Error, StringComparison.Ordinal);
        Assert.Equal(outcomes[2].Error, Assert.Throws<TrainingException>(() => TrainingPipeline.Train(still, options)).Message);
    }

    [Fact]
    public void Machines_are_told_apart_by_the_names_in_their_runs()
    {
        var windows = SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 3, 1);
        FeatureRun Run(string machine) => new("run", RecordingLabel.Normal, null, [windows]) { Machine = machine };
        var machines = FleetMachine.Of(new FeatureSet(SyntheticFeatures.OneAxis, [Run("b"), Run("a"), Run("b")]));
        Assert.Equal([("b", 2), ("a", 1)], machines.Select(machine => (machine.Name, machine.Train.Runs.Count)));
    }

    private static FlatRows<double> FlatRowsOf(double[][] rows)
    {
        var flat = new FlatRows<double>(rows.Length, rows[0].Length);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(flat[i]);
        }

        return flat;
    }
}
