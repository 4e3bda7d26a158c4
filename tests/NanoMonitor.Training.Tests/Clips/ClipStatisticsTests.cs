using NanoMonitor.Training.Clips;

namespace NanoMonitor.Training.Tests.Clips;

public class ClipStatisticsTests
{
    [Fact]
    public void Gives_mean_deviation_and_change_of_every_band()
    {
        double[] row = ClipStatistics.Of([[1, 10], [3, 10], [2, 16]]);
        Assert.Equal([2, 12, Math.Sqrt(2.0 / 3), Math.Sqrt(8), 1.5, 3], row.Select(value => Math.Round(value, 12)), Close);
        Assert.Equal(["mean.band00", "mean.band01", "deviation.band00", "deviation.band01", "change.band00", "change.band01"], ClipStatistics.Names(2));
    }

    [Fact]
    public void Pools_neighbouring_bands_where_there_are_many()
    {
        float[] frame = [.. Enumerable.Range(0, 128).Select(band => (float)band)];
        double[] row = ClipStatistics.Of([frame]);
        Assert.Equal(3 * 32, row.Length);
        Assert.Equal([1.5, 5.5], row[..2]);
        Assert.All(row[32..], value => Assert.Equal(0, value));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-9;
}
