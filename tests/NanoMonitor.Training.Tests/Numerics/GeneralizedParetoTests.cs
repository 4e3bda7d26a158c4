using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Numerics;

public class GeneralizedParetoTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(0.3, 0.2)]
    [InlineData(5, 0.4)]
    public void Recovers_a_known_tail(double scale, double shape)
    {
        var truth = new GeneralizedPareto(scale, shape);
        var random = new Random(7);
        var fit = GeneralizedPareto.Fit([.. Enumerable.Range(0, 20_000).Select(_ => truth.ExceededWith(1 - random.NextDouble()))]);
        Assert.InRange(fit.Scale / scale, 0.93, 1.07);
        Assert.InRange(fit.Shape, Math.Max(0, shape - 0.05), shape + 0.05);
    }

    [Fact]
    public void A_tail_that_ends_is_taken_for_an_exponential_one()
    {
        var random = new Random(8);
        var fit = GeneralizedPareto.Fit([.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())]);
        Assert.Equal(0, fit.Shape);
        Assert.InRange(fit.Scale, 0.45, 0.55);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Survival_and_quantile_are_inverse(double shape)
    {
        var tail = new GeneralizedPareto(1.5, shape);
        foreach (double probability in new[] { 1, 0.5, 0.01, 1e-7 })
        {
            Assert.Equal(probability, tail.Survival(tail.ExceededWith(probability)), 9);
        }
    }

    [Fact]
    public void A_single_excess_gives_an_exponential_tail_of_that_mean()
    {
        Assert.Equal(new GeneralizedPareto(3, 0), GeneralizedPareto.Fit([3]));
    }
}
