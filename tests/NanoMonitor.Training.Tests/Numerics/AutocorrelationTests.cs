using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Numerics;

public class AutocorrelationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Of_an_autoregressive_series_as_many_count_as_theory_says(double memory)
    {
        var random = new Random(9);
        double[] series = new double[20_000];
        for (int i = 1; i < series.Length; i++)
        {
            series[i] = (memory * series[i - 1]) + random.Normal();
        }

        double expected = series.Length * (1 - memory) / (1 + memory);
        Assert.InRange(Autocorrelation.EffectiveCount([series[..12_000], series[12_000..]]) / expected, 0.8, 1.2);
    }

    [Fact]
    public void Constant_series_and_single_values_count_as_they_are()
    {
        Assert.Equal(3, Autocorrelation.EffectiveCount([[1, 1], [1]]));
        Assert.Equal(1, Autocorrelation.EffectiveCount([[5]]));
    }
}
