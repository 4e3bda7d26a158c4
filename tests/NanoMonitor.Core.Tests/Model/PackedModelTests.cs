using NanoMonitor.Core.Model;
using NanoMonitor.Core.Plain.Model;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Core.Tests.Model;

public class PackedModelTests
{
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, false, false)]
    [InlineData(3, true, true)]
    [InlineData(4, true, false)]
    public void Score_mode_and_terms_are_those_of_the_plain_evaluation(int modes, bool residual, bool shuffled)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var parameters = RandomTables.Create(seed, modes, residual, shuffled);
            var random = new Random(seed);
            RequireEqual(parameters, Enumerable.Range(0, 50).Select(_ => RandomTables.Features(random, parameters.Spec)));
        }
    }

    [Fact]
    public void Of_equal_modes_the_first_wins_whichever_won_before()
    {
        var parameters = RandomTables.Create(4, 3, false);
        var random = new Random(4);
        RequireEqual(
            parameters with { Modes = [parameters.Modes[0], parameters.Modes[1], parameters.Modes[1], parameters.Modes[0]] },
            Enumerable.Range(0, 100).Select(_ => RandomTables.Features(random, parameters.Spec)));
    }

    [Theory]
    [InlineData(127)]
    [InlineData(-127)]
    [InlineData(-128)]
    public void The_largest_weights_and_inputs_stay_within_their_half(int weight)
    {
        var parameters = RandomTables.Create(9, 2, false);
        foreach (var mode in parameters.Modes)
        {
            // Every second row has the other sign: the lower sum borrows from the upper one.
            for (var row = 0; row < mode.Skip.Reach.Length; row++)
            {
                var value = row % 2 == 0 ? weight : weight == -128 ? 127 : -weight;
                mode.Skip.Weights.AsSpan(mode.Skip.Start[row], mode.Skip.Reach[row]).Fill((sbyte)value);
            }
        }

        RequireEqual(
            parameters,
            [
                .. new[] { short.MinValue, (short)-1, (short)0, (short)1, short.MaxValue }
                    .Select(value => Enumerable.Repeat(value, parameters.Spec.FeatureCount).ToArray()),
            ]);
    }

    [Fact]
    public void A_row_of_the_greatest_length_at_full_scale_is_exact()
    {
        foreach (var (weight, value) in new[] { (127, 32767), (127, -32768), (-128, 32767), (-128, -32768) })
        {
            RequireExact([254, 255, 3, 0, 255], weight, value);
        }
    }

    [Theory]
    [InlineData(32, 127)]
    [InlineData(33, 127)]
    [InlineData(32, -127)]
    [InlineData(31, -128)]
    public void Rows_about_the_bound_of_an_int_are_exact(int reach, int weight)
    {
        // 127·32·2048 is the last multiple below 2^23.
        RequireExact([reach, 255, reach, reach, 1], weight, GroupMade.Clip);
        RequireExact([reach, 255, reach, reach, 1], weight, -GroupMade.Clip);
    }

    [Fact]
    public void A_value_is_the_bias_and_the_requantized_sum_at_every_shift()
    {
        int[] weights = [127, -128, 1, -1];
        short[] biases = [short.MaxValue, short.MinValue, 0, -1];
        for (byte shift = 1; shift <= 62; shift++)
        {
            foreach (var multiplier in new short[] { 0, 1, short.MaxValue })
            {
                var layer = new PrefixLayer([255, 255, 255, 255]);
                for (var row = 0; row < 4; row++)
                {
                    layer.Weights.AsSpan(layer.Start[row], 255).Fill((sbyte)weights[row]);
                }

                Array.Fill(layer.Multiplier, multiplier);
                Array.Fill(layer.Shift, shift);
                var values = new long[4];
                new PackedLayer(layer, biases, 32768).Apply(0, 4, [.. Enumerable.Repeat(-32768L, 256)], values);
                for (var row = 0; row < 4; row++)
                {
                    var expected = unchecked(biases[row] + Requantization.Apply(255 * weights[row] * -32768, multiplier, shift));
                    Assert.Equal(expected, values[row]);
                }
            }
        }
    }

    [Fact]
    public void Modes_that_differ_much_leave_early_with_the_same_score()
    {
        var parameters = RandomTables.Create(3, 4, false);
        for (var mode = 0; mode < 4; mode++)
        {
            for (var row = 0; row < parameters.Spec.FeatureCount; row++)
            {
                parameters.Modes[mode].Bias[row] = (short)(3000 * (mode + 1));
                parameters.Modes[mode].LogSigma[row] = -600;
            }
        }

        var random = new Random(3);
        RequireEqual(parameters, Enumerable.Range(0, 100).Select(_ => RandomTables.Features(random, parameters.Spec)));
    }

    private static void RequireExact(int[] reaches, int weight, int value)
    {
        var layer = new PrefixLayer(reaches);
        Array.Fill(layer.Weights, (sbyte)weight);
        Array.Fill(layer.Multiplier, short.MaxValue);
        Array.Fill(layer.Shift, (byte)30);
        var packed = new PackedLayer(layer, null, Math.Abs(value));
        var input = Enumerable.Repeat((long)value, 256).ToArray();
        var values = new long[8];
        packed.Apply(0, 4, input, values);
        packed.Apply(4, 5, input, values);
        Assert.Equal(
            [.. reaches.Select(reach => (long)Requantization.Apply(reach * weight * value, short.MaxValue, 30)), 0, 0, 0],
            values);
    }

    private static void RequireEqual(TableParameters parameters, IEnumerable<short[]> rows)
    {
        var table = WeightTable.Read(WeightTableWriter.Write(parameters));
        var model = new GroupMade(table);
        var plain = new PlainGroupMade(table);
        foreach (var row in rows)
        {
            Assert.Equal(plain.Evaluate(row), model.Evaluate(row));
            Assert.Equal(plain.Mode, model.Mode);
            Assert.Equal(plain.Terms, model.Terms);
        }
    }
}
