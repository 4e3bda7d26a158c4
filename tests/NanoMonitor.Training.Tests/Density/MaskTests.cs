using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using TorchSharp;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Tests.Density;

public class MaskTests
{
    public static TheoryData<int[], int[]> Orders => new()
    {
        { [6], [0, 1, 2, 3, 4, 5] },
        { [2, 3, 1], [0, 1, 2, 3, 4, 5] },
        { [2, 3, 1], [4, 1, 5, 0, 2, 3] },
        { [1, 1, 1, 1, 1, 1], [5, 4, 3, 2, 1, 0] },
        { [3, 3], [1, 3, 5, 0, 2, 4] },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_skip_alone_reads_exactly_the_earlier_features(int[] groupSizes, int[] featureAt)
    {
        var order = new GroupOrder(groupSizes, featureAt);
        using var module = RandomModule(order);
        Zero(module.Heads);
        var (mean, logSigma) = Dependence(module);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                Assert.Equal(j < i, mean[i, j]);
                Assert.False(logSigma[i, j]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_residual_alone_reads_exactly_the_features_of_earlier_groups(int[] groupSizes, int[] featureAt)
    {
        var order = new GroupOrder(groupSizes, featureAt);
        using var module = RandomModule(order);
        Zero(module.Skip);
        var (mean, logSigma) = Dependence(module);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                bool earlier = order.GroupAt[j] < order.GroupAt[i];
                Assert.Equal(earlier, mean[i, j]);
                Assert.Equal(earlier, logSigma[i, j]);
            }
        }
    }

    [Fact]
    public void A_single_group_has_no_hidden_layer()
    {
        using var module = new GroupMadeModule(new GroupOrder([4], [0, 1, 2, 3]), 2, 24);
        Assert.Equal(0, module.HiddenCount);
        Assert.Equal(0, module.Hidden.numel());
    }

    [Fact]
    public void A_residual_that_was_not_trained_has_no_effect()
    {
        var order = new GroupOrder([2, 2], [0, 1, 2, 3]);
        using var module = RandomModule(order, features: 4);
        using var without = new GroupMadeModule(order, 1, 0);
        Zero(module.Heads);
        using (no_grad())
        {
            without.Skip.copy_(module.Skip);
            without.Bias.copy_(module.Bias);
            without.LogSigma.copy_(module.LogSigma);
        }

        double[][] rows = [[0.3, -1, 2, 0.7], [-3, 0.1, 0, 8]];
        Assert.Equal(without.Score(rows), module.Score(rows));
    }

    [Theory]
    [InlineData(3, 16, new[] { 4, 4, 4, 6, 4, 4, 4, 6, 4, 4, 4, 6 })]
    [InlineData(1, 3, new[] { 5 })]
    [InlineData(2, 9, new[] { 4, 7, 4, 7 })]
    public void Default_groups_hold_four_bands_the_last_of_an_axis_the_rest(int axes, int bands, int[] expected)
    {
        var spec = new Core.Signal.FeatureSpec(0, 8, 4096, 16, 200_000, axes, 256, 256, bands, Core.Signal.FeatureSpec.Crest | Core.Signal.FeatureSpec.Kurtosis);
        var order = DefaultOrder.Of(spec);
        Assert.Equal(expected, order.GroupSizes);
        Assert.Equal(Enumerable.Range(0, spec.FeatureCount), order.FeatureAt);
    }

    private static GroupMadeModule RandomModule(GroupOrder order, int features = 6)
    {
        var random = new Random(order.GroupSizes.Length);
        var module = new GroupMadeModule(order, 1, 12);
        using var unrecorded = no_grad();
        foreach (var parameter in module.parameters().Where(parameter => parameter.numel() > 0))
        {
            double[] values = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => random.Normal())];
            parameter.copy_(tensor(values, parameter.shape));
        }

        // All units active, so that a dependence cannot hide.
        module.HiddenBias.copy_(tensor(Enumerable.Repeat(100.0, module.HiddenCount).ToArray(), 1, module.HiddenCount));
        Assert.Equal(features, order.FeatureAt.Length);
        return module;
    }

    private static void Zero(Tensor parameter)
    {
        using var unrecorded = no_grad();
        parameter.zero_();
    }

    // [i, j]: whether the output at position i moves with the feature at position j.
    private static (bool[,] Mean, bool[,] LogSigma) Dependence(GroupMadeModule module)
    {
        int features = module.Order.FeatureAt.Length;
        var mean = new bool[features, features];
        var logSigma = new bool[features, features];
        double[] start = [.. Enumerable.Range(0, features).Select(i => 0.1 * i)];
        var before = Outputs(module, start);
        for (int j = 0; j < features; j++)
        {
            double[] moved = [.. start];
            moved[module.Order.FeatureAt[j]] += 1;
            var after = Outputs(module, moved);
            for (int i = 0; i < features; i++)
            {
                mean[i, j] = before.Mean[i] != after.Mean[i];
                logSigma[i, j] = before.LogSigma[i] != after.LogSigma[i];
            }
        }

        return (mean, logSigma);
    }

    private static (double[] Mean, double[] LogSigma) Outputs(GroupMadeModule module, double[] row)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var x = module.InOrder(GroupMadeModule.ToTensor([row]));
        double[] values = module.Complete(x, module.LinearPart(x)).data<double>().ToArray();
        return (values[..row.Length], values[row.Length..]);
    }
}
