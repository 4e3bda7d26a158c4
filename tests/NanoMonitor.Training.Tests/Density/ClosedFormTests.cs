using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Tests.Density;

public class ClosedFormTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_mode_without_residual_is_the_Mahalanobis_distance_up_to_constants(bool reordered)
    {
        const int Features = 12;
        var random = new Random(3);
        var factor = Matrix<double>.Build.Dense(Features, Features, (_, _) => random.Normal());
        var covariance = (factor * factor.Transpose()) + (0.05 * Matrix<double>.Build.DenseIdentity(Features));
        var mean = Vector<double>.Build.Dense(Features, _ => random.Normal());
        int[] featureAt = [.. Enumerable.Range(0, Features)];
        if (reordered)
        {
            random.Shuffle(featureAt);
        }

        using var module = GroupMadeFitter.FromModes([new Gaussian(mean, covariance)], new GroupOrder([4, 4, 4], featureAt), 0);
        double[][] rows = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, Features).Select(_ => 4 * random.Normal()).ToArray())];
        double[] scores = module.Score(rows);
        var precision = covariance.Inverse();
        for (int n = 0; n < rows.Length; n++)
        {
            var deviation = Vector<double>.Build.Dense(rows[n]) - mean;
            double expected = (0.5 / Math.Log(2) * (deviation * precision * deviation)) + (0.5 * Math.Log2(covariance.Determinant()));
            Assert.InRange(Features * scores[n] / expected, 1 - 1e-4, 1 + 1e-4);
        }
    }

    [Fact]
    public void The_score_is_the_least_over_the_modes()
    {
        var identity = Matrix<double>.Build.DenseIdentity(2);
        var left = new Gaussian(Vector<double>.Build.Dense([-4.0, 0]), identity);
        var right = new Gaussian(Vector<double>.Build.Dense([4.0, 0]), 4 * identity);
        using var module = GroupMadeFitter.FromModes([left, right], new GroupOrder([1, 1], [0, 1]), 0);
        double[] scores = module.Score([[-4, 0], [4, 0], [-3, 0]]);
        Assert.Equal(0, scores[0], 12);
        Assert.Equal(1, scores[1], 12);
        Assert.Equal(0.5 / Math.Log(2) / 2, scores[2], 12);
    }

    [Theory]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 2 })]
    public void The_density_integrates_to_one(int[] groupSizes)
    {
        var random = new Random(11);
        using var module = new GroupMadeModule(new GroupOrder(groupSizes, [1, 0]), 1, 6);
        using (TorchSharp.torch.no_grad())
        {
            foreach (var parameter in module.parameters().Where(parameter => parameter.numel() > 0))
            {
                // Heads small enough that no conditional is narrower than the grid.
                double scale = parameter.shape.SequenceEqual(module.Heads.shape) ? 0.15 : 0.6;
                parameter.copy_(TorchSharp.torch.tensor(Enumerable.Range(0, (int)parameter.numel()).Select(_ => scale * random.Normal()).ToArray(), parameter.shape));
            }
        }

        // Simpson's rule would gain nothing: the trapezoidal rule converges exponentially for smooth densities that vanish at the ends.
        const double Step = 0.04;
        const int Half = 1000;
        double mass = 0;
        for (int i = -Half; i <= Half; i += 5)
        {
            double[][] rows = [.. Enumerable.Range(-Half, (2 * Half) + 1).Select(j => new[] { j * Step, i * Step })];
            mass += module.Score(rows).Sum(score => Math.Pow(2, -2 * score) / (2 * Math.PI));
        }

        Assert.Equal(1, mass * Step * Step * 5, 3);
    }
}
