using NanoMonitor.Training.Alarms;

namespace NanoMonitor.Training.Tests.Alarms;

public class SmoothingTests
{
    [Fact]
    public void The_nth_highest_of_the_last_reaches_a_limit_when_so_many_do()
    {
        double[] series = [0, 5, 0, 5, 0, 0, 5, 5, 5];
        Assert.Equal([0, 0, 5, 0, 0, 0, 5, 5], Smoothing.NthHighest(series, 2, 3));
        Assert.Equal(series, Smoothing.NthHighest(series, 1, 1));
        Assert.Empty(Smoothing.NthHighest([1], 2, 3));
    }

    [Fact]
    public void The_exponential_mean_begins_with_the_first_score_and_is_judged_once_a_trailing_mean_would_be()
    {
        Assert.Equal([1.5, 0.75], Smoothing.Exponential([0, 2, 2, 0], 3));
        Assert.Equal([4, 4], Smoothing.Exponential([4, 4, 4], 2));
        Assert.Empty(Smoothing.Exponential([4], 2));
    }
}
