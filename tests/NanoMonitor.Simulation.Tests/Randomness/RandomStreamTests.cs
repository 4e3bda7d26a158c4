using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void Equal_seed_and_purpose_give_equal_numbers()
    {
        Assert.Equal(Numbers(7, "a"), Numbers(7, "a"));
    }

    [Fact]
    public void Another_seed_or_purpose_gives_other_numbers()
    {
        Assert.NotEqual(Numbers(7, "a"), Numbers(8, "a"));
        Assert.NotEqual(Numbers(7, "a"), Numbers(7, "b"));
        Assert.NotEqual(Numbers(0, "a"), Numbers(0, "b"));
    }

    [Fact]
    public void Gaussian_numbers_have_the_moments_of_a_standard_normal()
    {
        var random = new RandomStream(1, "moments");
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => random.Gaussian())];
        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, values.Average(v => v * v), 0.02);
        Assert.Equal(3, values.Average(v => v * v * v * v), 0.1);
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval_evenly()
    {
        var random = new RandomStream(1, "uniform");
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            counts[(int)random.Uniform(0, 10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    private static double[] Numbers(long seed, string purpose)
    {
        var random = new RandomStream(seed, purpose);
        return [.. Enumerable.Range(0, 20).Select(_ => random.Gaussian())];
    }
}
