using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Detectors;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Tests.Detectors;

public class MixtureMadeModuleTests
{
    private static readonly GroupOrder Order = new([2, 3, 1], [4, 0, 3, 1, 5, 2]);

    [Fact]
    public void A_likelihood_depends_on_its_own_feature_and_on_earlier_groups_only()
    {
        using var module = Trained();
        double[] row = [.. Enumerable.Range(0, 6).Select(i => 0.1 * i)];
        double[] before = Likelihoods(module, row);
        for (int position = 0; position < 6; position++)
        {
            double[] changed = [.. row];
            changed[Order.FeatureAt[position]] += 1;
            double[] after = Likelihoods(module, changed);
            for (int other = 0; other < 6; other++)
            {
                bool mayDiffer = other == position || Order.GroupAt[other] > Order.GroupAt[position];
                Assert.Equal(mayDiffer, before[other] != after[other]);
            }
        }
    }

    [Fact]
    public void Densities_integrate_to_one()
    {
        using var module = Trained();
        const double step = 0.02;
        double[][] grid = [.. Enumerable.Range(-1000, 2001).Select(i => new double[] { 0, 0, 0, 0, i * step, 0 })];
        double integral = grid.Sum(row => Math.Exp(-Likelihoods(module, row)[0])) * step;
        Assert.Equal(1, integral, 3);
    }

    // Random heads: an untrained module's are zero, and nothing would depend on anything.
    private static MixtureMadeModule Trained()
    {
        var module = new MixtureMadeModule(Order, 8, 3, new Random(1));
        var random = new Random(2);
        using var unrecorded = no_grad();
        foreach (var parameter in module.Trained)
        {
            double[] values = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => (2 * random.NextDouble()) - 1)];
            parameter.copy_(tensor(values, parameter.shape));
        }

        return module;
    }

    private static double[] Likelihoods(MixtureMadeModule module, double[] row)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return module.forward(GroupMadeModule.ToTensor([row])).data<double>().ToArray();
    }
}
