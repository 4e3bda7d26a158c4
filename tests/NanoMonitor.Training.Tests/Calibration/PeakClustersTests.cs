using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

public class PeakClustersTests
{
    [Fact]
    public void A_cluster_ends_with_so_many_values_below_the_threshold()
    {
        double[] series = [0, 3, 0, 5, 0, 0, 4, 0, 0, 0, 2];
        Assert.Equal([2, 4, 3, 1], PeakClusters.Of([series], 1, 1));
        Assert.Equal([4, 3, 1], PeakClusters.Of([series], 1, 2));
        Assert.Equal([4, 1], PeakClusters.Of([series], 1, 3));
        Assert.Equal([4], PeakClusters.Of([series], 1, 4));
    }

    [Fact]
    public void Stretches_do_not_hang_together()
    {
        Assert.Equal([1, 2], PeakClusters.Of([[0, 2], [3, 0]], 1, 5));
        Assert.Empty(PeakClusters.Of([[0, 1], []], 1, 5));
    }

    [Fact]
    public void A_hold_time_is_the_least_of_so_many()
    {
        Assert.Equal([1, 1, 2, 2], HeldMean.Of([3, 1, 4, 2, 5], 2));
        Assert.Equal([1], HeldMean.Of([3, 1], 5));
        Assert.Empty(HeldMean.Of([], 2));
    }
}
