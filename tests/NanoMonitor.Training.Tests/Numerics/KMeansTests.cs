using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Numerics;

public class KMeansTests
{
    [Fact]
    public void Finds_clusters_that_are_apart_whatever_the_seed()
    {
        var random = new Random(5);
        double[][] centres = [[0, 0], [10, 0], [0, 10]];
        double[][] rows = [.. Enumerable.Range(0, 90).Select(i => centres[i % 3].Select(value => value + random.Normal()).ToArray())];
        for (int seed = 0; seed < 20; seed++)
        {
            int[] clusters = KMeans.Assign(rows, 3, seed);
            Assert.Equal(3, clusters.Distinct().Count());
            Assert.All(Enumerable.Range(0, 90), i => Assert.Equal(clusters[i % 3], clusters[i]));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_clusters()
    {
        var random = new Random(6);
        double[][] rows = [.. Enumerable.Range(0, 200).Select(_ => new[] { random.Normal(), random.Normal() })];
        Assert.Equal(KMeans.Assign(rows, 4, 9), KMeans.Assign(rows, 4, 9));
    }

    [Fact]
    public void Rows_that_repeat_leave_clusters_empty()
    {
        double[][] rows = [.. Enumerable.Repeat(new[] { 1.0, 2.0 }, 12)];
        Assert.Single(KMeans.Assign(rows, 3, 1).Distinct());
    }
}
