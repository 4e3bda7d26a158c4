using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Numerics;

public class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.25, 1.75)]
    public void Interpolates_between_neighbours(double share, double expected)
    {
        Assert.Equal(expected, Quantile.Of([4, 1, 3, 2], share), 12);
    }
}
