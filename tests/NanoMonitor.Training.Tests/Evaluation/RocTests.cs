using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Tests.Evaluation;

public class RocTests
{
    // 3 of 4 normal windows lie below 5 … by hand: (2 + 4) / (2 · 4) = ¾; the curve is (0, ½) (½, ½) (½, 1) (1, 1).
    private static readonly double[] Normal = [1, 2, 3, 4];
    private static readonly double[] Anomaly = [2.5, 5];

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order()
    {
        Assert.Equal(0.75, Roc.Area(Normal, Anomaly)!.Value, 12);
        Assert.Equal(1, Roc.Area([1, 2], [3, 4]));
        Assert.Equal(0, Roc.Area([3, 4], [1, 2]));
    }

    [Fact]
    public void Ties_count_one_half()
    {
        Assert.Equal((1 + 1 + 0.5 + 1) / 4, Roc.Area([1, 2], [2, 3])!.Value, 12);
        Assert.Equal(0.5, Roc.Area([7, 7, 7], [7, 7]));
    }

    [Fact]
    public void The_partial_area_is_standardised_after_McClish()
    {
        // Up to 0.1 the curve stays at ½: ½ · (1 + (0.05 − 0.005) / 0.095); up to ¼: ½ · (1 + (0.125 − 0.03125) / 0.21875).
        Assert.Equal(0.5 * (1 + (0.045 / 0.095)), Roc.PartialArea(Normal, Anomaly)!.Value, 12);
        Assert.Equal(0.5 * (1 + (0.09375 / 0.21875)), Roc.PartialArea(Normal, Anomaly, 0.25)!.Value, 12);
        Assert.Equal(1, Roc.PartialArea([1, 2], [3, 4])!.Value, 12);
        Assert.Equal(0.5, Roc.PartialArea([7, 7, 7], [7, 7])!.Value, 12);
    }

    [Fact]
    public void The_partial_area_runs_straight_through_ties()
    {
        // (0, ½), then one step to (½, 1): up to 0.1 the area is 0.05 + ½ · 0.1 · 0.1.
        Assert.Equal(0.5 * (1 + (0.05 / 0.095)), Roc.PartialArea([1, 2], [2, 3])!.Value, 12);
    }

    [Fact]
    public void Up_to_one_the_partial_area_is_the_area()
    {
        var random = new Random(4);
        double[] normal = [.. Enumerable.Range(0, 60).Select(_ => Math.Round(2 * random.Normal()))];
        double[] anomaly = [.. Enumerable.Range(0, 40).Select(_ => Math.Round(1 + (2 * random.Normal())))];
        Assert.Equal(Roc.Area(normal, anomaly)!.Value, Roc.PartialArea(normal, anomaly, 1)!.Value, 12);
        double pairs = normal.Sum(n => anomaly.Sum(a => a > n ? 1 : a == n ? 0.5 : 0)) / (60 * 40);
        Assert.Equal(pairs, Roc.Area(normal, anomaly)!.Value, 12);
    }

    [Fact]
    public void Without_one_of_the_two_there_is_none()
    {
        Assert.Null(Roc.Area([], [1]));
        Assert.Null(Roc.PartialArea([1], []));
    }

    [Fact]
    public void The_curve_has_a_corner_for_every_distinct_score()
    {
        Assert.Equal([(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)], Roc.Curve(Normal, Anomaly).Where((_, index) => index is 0 or 1 or 3 or 4 or 6));
        Assert.Equal([(0, 0), (0, 0.5), (0.5, 1), (1, 1)], Roc.Curve([1, 2], [2, 3]));
        Assert.Empty(Roc.Curve([], [1]));
    }
}
