using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training.Tests.Standardisation;

public class StandardizerTests
{
    [Fact]
    public void Gives_training_rows_mean_zero_and_deviation_one()
    {
        var random = new Random(2);
        short[][] rows = [.. Enumerable.Range(0, 500).Select(_ => new[] { (short)(1000 + (120 * random.Normal())), (short)(-3000 + (900 * random.Normal())) })];
        double[][] x = Standardizer.Fit(rows).Apply(rows);
        for (int i = 0; i < 2; i++)
        {
            Assert.InRange(x.Average(row => row[i]), -0.01, 0.01);
            Assert.InRange(Math.Sqrt(x.Average(row => row[i] * row[i])), 0.99, 1.01);
        }
    }

    [Fact]
    public void Clips_at_eight_deviations_and_rounds_halves_up()
    {
        // Scale 2048 = twice the Q8 input.
        var standardizer = new Standardizer([100, 0], [2048, 512]);
        Assert.Equal([2048, 1], standardizer.Apply([short.MaxValue, 1]));
        Assert.Equal([-2048, 0], standardizer.Apply([short.MinValue, -1]));
        Assert.Equal([2, 2], standardizer.Apply([101, 3]));
    }

    [Theory]
    [InlineData(short.MinValue, short.MaxValue, -2048)]
    [InlineData(short.MaxValue, short.MinValue, 2048)]
    public void Does_not_overflow_at_the_extremes(short value, short offset, short expected)
    {
        Assert.Equal([expected], new Standardizer([offset], [short.MaxValue]).Apply([value]));
    }

    [Fact]
    public void A_constant_feature_has_the_largest_scale()
    {
        var standardizer = Standardizer.Fit([[5, -9000], [5, 9000]]);
        Assert.Equal((short.MaxValue, 29), (standardizer.Scale[0], standardizer.Scale[1]));
        Assert.Equal([0, 255], standardizer.Apply([5, 9000]));
    }
}
