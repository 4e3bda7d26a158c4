using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Quantization;
using NanoMonitor.Training.Standardisation;
using TorchSharp;

namespace NanoMonitor.Training.Tests.Quantization;

public class QuantizerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_integer_score_follows_the_float_score(bool reordered)
    {
        var spec = SyntheticFeatures.OneAxis;
        var order = DefaultOrder.Of(spec);
        if (reordered)
        {
            int[] featureAt = [.. order.FeatureAt];
            new Random(8).Shuffle(featureAt);
            order = new GroupOrder([3, 8, 1, 6], featureAt);
        }

        short[][] rows = [.. SyntheticFeatures.Linear(spec, 400, 21).Select(window => window.Values)];
        var standardizer = Standardizer.Fit(rows);
        double[][] x = standardizer.Apply(rows);
        using var module = RandomResidual(GroupMadeFitter.FromModes(OperatingModes.Find(x, 3, 1).Densities, order, 24));
        var table = Table(spec, module, standardizer, rows[0]);
        var integer = new GroupMade(table);
        short[][] probes = [.. rows, .. SyntheticFeatures.Linear(spec, 200, 22, shift: 150).Select(window => window.Values)];
        double[] real = module.Score(standardizer.Apply(probes));
        double[] errors = [.. probes.Zip(real, (probe, score) => ((integer.Evaluate(probe) / 4096.0) - score) / (1 + Math.Abs(score)))];
        Assert.InRange(errors.Average(), -0.003, 0.003);
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0, 0.01);
        Assert.InRange(errors.Max(Math.Abs), 0, 0.05);
    }

    [Fact]
    public void Extreme_features_give_large_scores_not_wrapped_ones()
    {
        var spec = SyntheticFeatures.OneAxis;
        short[][] rows = [.. SyntheticFeatures.Linear(spec, 200, 23).Select(window => window.Values)];
        var standardizer = Standardizer.Fit(rows);
        using var module = RandomResidual(GroupMadeFitter.FromModes(OperatingModes.Find(standardizer.Apply(rows), 2, 1).Densities, DefaultOrder.Of(spec), 24));
        var integer = new GroupMade(Table(spec, module, standardizer, rows[0]));
        var random = new Random(1);
        for (int n = 0; n < 500; n++)
        {
            short[] row = [.. Enumerable.Range(0, spec.FeatureCount).Select(_ => random.Next(2) == 0 ? short.MinValue : short.MaxValue)];
            double real = module.Score(standardizer.Apply([row]))[0];
            Assert.InRange(integer.Evaluate(row) / 4096.0 / real, 0.95, 1.05);
        }
    }

    [Fact]
    public void A_mode_that_could_overflow_is_refused()
    {
        var mode = new ModeTable(new GroupOrder([40], [.. Enumerable.Range(0, 40)]), 0);
        Array.Fill(mode.Skip.Weights, sbyte.MaxValue);
        Array.Fill(mode.Skip.Multiplier, (short)1);
        Array.Fill(mode.Skip.Shift, (byte)1);
        OverflowProof.Require([mode]);
        mode.Skip.Multiplier[39] = 8;
        Assert.Contains("Mode 0, mean 39", Assert.Throws<TrainingException>(() => OverflowProof.Require([mode])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bias_beyond_its_integer_is_refused()
    {
        using var module = new GroupMadeModule(new GroupOrder([2], [0, 1]), 1, 0);
        using (torch.no_grad())
        {
            module.Bias.copy_(torch.tensor(new[] { 16.5, 16.5 }, 1, 2));
        }

        Assert.Contains("bias of position 0 is 16.5", Assert.Throws<TrainingException>(() => Quantizer.Quantize(module)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_symmetric_int8_with_one_scale_a_row()
    {
        using var module = new GroupMadeModule(new GroupOrder([4], [0, 1, 2, 3]), 1, 0);
        using (torch.no_grad())
        {
            module.Skip.copy_(torch.tensor(new double[] { 9, 9, 9, 9, 0.5, 9, 9, 9, -1, 0.25, 9, 9, 0, 0, 0, 9 }, 1, 4, 4));
        }

        var skip = Quantizer.Quantize(module)[0].Skip;
        Assert.Equal([127, -127, 32, 0, 0, 0], skip.Weights);
        // Row 1: 0.5 · 8 / 127 for an input of one count and a weight of 127.
        Assert.Equal(0.5 * 8 / 127, Math.ScaleB(skip.Multiplier[1], -skip.Shift[1]), 6);
        Assert.Equal(2 * Math.ScaleB(skip.Multiplier[1], -skip.Shift[1]), Math.ScaleB(skip.Multiplier[2], -skip.Shift[2]), 5);
        Assert.Equal((0, 1), (skip.Multiplier[3], skip.Shift[3]));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(2, 24)]
    public void The_size_of_a_table_is_known_beforehand(int modes, int hidden)
    {
        var spec = SyntheticFeatures.ThreeAxes;
        using var module = new GroupMadeModule(DefaultOrder.Of(spec), modes, hidden);
        var standardizer = new Standardizer(new short[spec.FeatureCount], [.. Enumerable.Repeat((short)1, spec.FeatureCount)]);
        Assert.Equal(TableSize.Of(module.Order, modes, hidden), Table(spec, module, standardizer, new short[spec.FeatureCount]).Length);
    }

    [Fact]
    public void A_residual_is_made_small_enough_for_a_node()
    {
        var order = DefaultOrder.Of(SyntheticFeatures.ThreeAxes);
        Assert.Equal(24, TableSize.LargestHiddenCount(order, 2, 24));
        int hidden = TableSize.LargestHiddenCount(order, 4, 24);
        Assert.InRange(TableSize.Of(order, 4, hidden), 1, WeightTable.MaxLength);
        Assert.True(TableSize.Of(order, 4, hidden + 1) > WeightTable.MaxLength);
    }

    private static WeightTable Table(FeatureSpec spec, GroupMadeModule module, Standardizer standardizer, short[] golden)
    {
        var modes = Quantizer.Quantize(module);
        OverflowProof.Require(modes);
        return WeightTable.Read(WeightTableWriter.Write(new TableParameters(
            spec, new Thresholds(), module.Order, module.HiddenCount, standardizer.Offset, standardizer.Scale, modes, golden)));
    }

    private static GroupMadeModule RandomResidual(GroupMadeModule module)
    {
        var random = new Random(31);
        using var unrecorded = torch.no_grad();
        foreach (var parameter in module.ResidualParameters)
        {
            parameter.copy_(torch.tensor(Enumerable.Range(0, (int)parameter.numel()).Select(_ => 0.05 * random.Normal()).ToArray(), parameter.shape));
        }

        return module;
    }
}
