using NanoMonitor.Training.Baselines;

namespace NanoMonitor.Training.Tests.Baselines;

public class MahalanobisTests
{
    [Fact]
    public void Is_the_sum_of_squares_where_features_are_uncorrelated_and_is_not_clipped()
    {
        // Standard deviations 100·√½ and 100·√2; the standardised covariance is the identity, which shrinking leaves.
        var baseline = new Mahalanobis([[1100, 0], [900, 0], [1000, 200], [1000, -200]]);
        Assert.Equal(0, baseline.Score([1000, 0]), 9);
        Assert.Equal((9 / 0.5) + (16 / 2.0), baseline.Score([1300, 400]), 9);
        Assert.Equal(10_000 / 0.5, baseline.Score([11_000, 0]), 6);
    }

    [Fact]
    public void Knows_correlations_and_bears_a_feature_that_never_changes()
    {
        double[][] rows = [.. SyntheticFeatures.Linear(SyntheticFeatures.OneAxis, 400, 1).Select(window => window.ToRow())];
        foreach (double[] row in rows)
        {
            row[1] = row[0] + (row[2] / 16);
            row[5] = 77;
        }

        var baseline = new Mahalanobis(rows);
        double Shifted(double first, double second) => rows.Average(row => baseline.Score([row[0] + first, row[1] + second, .. row[2..]]));
        Assert.InRange(Shifted(0, 0), 10, 20);
        Assert.True(Shifted(200, -200) > 2 * Shifted(200, 200), $"{Shifted(200, -200)}, {Shifted(200, 200)}");
    }
}
