using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

public class TrailingMeanTests
{
    [Theory]
    [InlineData(256, 200_000, 4)]
    [InlineData(256, 6_667_000, 131)]
    [InlineData(512, 25_000, 1)]
    [InlineData(250, 200_000, 4)]
    public void Covers_five_seconds(int hop, int sampleRateMilliHz, int windows)
    {
        Assert.Equal(windows, TrailingMean.WindowsFor(hop, sampleRateMilliHz));
    }

    [Fact]
    public void Runs_within_a_stretch_and_takes_a_short_one_whole()
    {
        Assert.Equal([2, 3, 5], TrailingMean.Of([1, 2, 3, 4, 8], 3));
        Assert.Equal([1.5], TrailingMean.Of([1, 2], 3));
        Assert.Empty(TrailingMean.Of([], 3));
    }
}
