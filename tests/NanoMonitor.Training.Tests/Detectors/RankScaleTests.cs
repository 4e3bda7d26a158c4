using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Tests.Detectors;

public class RankScaleTests
{
    [Fact]
    public void Ranks_are_shares_of_the_healthy_scores_and_go_on_beyond_them()
    {
        var scale = new RankScale([3, 1, 2, 2]);
        Assert.Equal([0, 0.125, 0.25, 0.5, 0.875], new[] { 0.5, 1, 1.5, 2, 3 }.Select(scale.Of));
        Assert.Equal(1 + Math.Log(3), scale.Of(5), 12);
    }

    [Fact]
    public void Higher_scores_never_have_lower_ranks()
    {
        var random = new Random(1);
        var scale = new RankScale(Enumerable.Range(0, 50).Select(_ => random.Normal()));
        double[] ranks = [.. Enumerable.Range(-400, 801).Select(i => scale.Of(i / 100.0))];
        Assert.Equal(ranks.Order(), ranks);
    }

    [Fact]
    public void Equal_healthy_scores_do_not_divide_by_zero()
    {
        var scale = new RankScale([2, 2]);
        Assert.Equal([0, 0.5, 1 + Math.Log(2)], new[] { 1.0, 2, 3 }.Select(scale.Of));
    }
}
