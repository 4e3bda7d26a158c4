using NanoMonitor.Core.Model;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Core.Tests.Model;

public class GroupMadeTests
{
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(4, true, true)]
    [InlineData(8, false, true)]
    public void The_integer_score_is_the_real_valued_one_of_the_same_parameters(int modes, bool residual, bool shuffled)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var parameters = RandomTables.Create(seed, modes, residual, shuffled);
            var table = WeightTable.Read(WeightTableWriter.Write(parameters));
            var model = new GroupMade(table);
            var random = new Random(seed + 1000);
            for (var i = 0; i < 20; i++)
            {
                var features = RandomTables.Features(random, parameters.Spec);
                var score = model.Evaluate(features) / 4096.0;
                var expected = RealScore(parameters, features);
                Assert.InRange(score - expected, -0.004 - Math.Abs(expected) * 0.003, 0.004 + Math.Abs(expected) * 0.003);
            }
        }
    }

    [Fact]
    public void The_golden_score_is_reproduced_and_a_changed_one_is_not()
    {
        var bytes = WeightTableWriter.Write(RandomTables.Create(5));
        Assert.True(new GroupMade(WeightTable.Read(bytes)).ReproducesGoldenScore());
        bytes[^8]++;
        Assert.False(new GroupMade(WeightTable.Read(Tables.WithValidCrc(bytes))).ReproducesGoldenScore());
    }

    [Fact]
    public void Any_int16_input_gives_a_bounded_score()
    {
        var parameters = RandomTables.Create(3, 4, true);
        var model = new GroupMade(WeightTable.Read(WeightTableWriter.Write(parameters)));
        foreach (var value in new[] { short.MinValue, (short)-1, (short)0, short.MaxValue })
        {
            var score = model.Evaluate([.. Enumerable.Repeat(value, parameters.Spec.FeatureCount)]);
            Assert.InRange(score, -8 << 12, int.MaxValue);
            Assert.All(model.Terms, term => Assert.InRange(term, 0, GroupMade.TermLimit));
        }
    }

    [Fact]
    public void The_feature_that_moved_is_the_one_to_blame()
    {
        var parameters = RandomTables.Create(7, 1, false);
        foreach (var layer in parameters.Modes.Select(mode => mode.Skip))
        {
            Array.Clear(layer.Weights);
        }

        Array.Clear(parameters.Modes[0].Bias);
        var model = new GroupMade(WeightTable.Read(WeightTableWriter.Write(parameters)));
        var features = (short[])parameters.Offset.Clone();
        features[20] += 1000;
        features[31] += 500;
        model.Evaluate(features);
        var blame = new Blame(parameters.Spec.FeatureCount);
        blame.Add(model.Terms);
        var top = new int[3];
        blame.Top(top);
        Assert.Equal(new[] { 20, 31 }.Order(), top.Take(2).Order());
        Assert.Equal(3, top.Distinct().Count());
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        var parameters = RandomTables.Create(1, 4, true);
        var model = new GroupMade(WeightTable.Read(WeightTableWriter.Write(parameters)));
        model.Evaluate(parameters.GoldenFeatures);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Evaluate(parameters.GoldenFeatures);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double RealScore(TableParameters p, short[] features)
    {
        var x = p.Order.FeatureAt
            .Select(f => Math.Clamp((features[f] - p.Offset[f]) * (double)p.Scale[f] / 1024, -2048, 2048))
            .ToArray();
        return p.Modes.Min(mode => Enumerable.Range(0, x.Length).Average(i => RealNll(mode, x, i)));
    }

    private static double RealNll(ModeTable mode, double[] x, int i)
    {
        var mean = mode.Bias[i] + Row(mode.Skip, i, x);
        double logSigma = mode.LogSigma[i];
        if (mode.HasResidual)
        {
            var hidden = mode.HiddenBias.Select((bias, unit) => Math.Clamp(bias + Row(mode.Hidden, unit, x), 0, 32767)).ToArray();
            mean += Row(mode.MeanHead, i, hidden);
            logSigma = Math.Clamp(logSigma + Row(mode.LogSigmaHead, i, hidden), -2048, 2048);
        }

        var z = (x[i] / 256 - mean / 2048) / Math.Pow(2, logSigma / 256);
        return logSigma / 256 + 0.5 * Math.Log2(Math.E) * z * z;
    }

    private static double Row(PrefixLayer layer, int row, double[] input)
    {
        var sum = Enumerable.Range(0, layer.Reach[row]).Sum(i => layer.Weights[layer.Start[row] + i] * input[i]);
        return sum * layer.Multiplier[row] / Math.Pow(2, layer.Shift[row]);
    }
}
