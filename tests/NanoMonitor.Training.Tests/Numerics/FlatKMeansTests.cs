using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Numerics;

public class FlatKMeansTests
{
    [Theory]
    [InlineData(1, 50, 4)]
    [InlineData(2, 333, 2)]
    [InlineData(3, 401, 3)]
    [InlineData(4, 97, 8)]
    public void Clusters_are_those_of_the_plain_form_even_where_rows_repeat_or_lie_in_the_middle(int seed, int count, int clusters)
    {
        var random = new Random(seed);
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 11).Select(_ => Math.Round(256 * random.Normal()) / 256).ToArray())];
        for (int i = 0; i < count / 5; i++)
        {
            rows[random.Next(count)] = rows[random.Next(count)];
        }

        // Exactly between two others.
        rows[0] = [.. rows[1].Zip(rows[2], (a, b) => (a + b) / 2)];
        for (int start = 0; start < 5; start++)
        {
            Assert.Equal(KMeans.Assign(rows, clusters, start), FlatKMeans.Assign(Flat(rows), clusters, start));
        }
    }

    [Fact]
    public void Rows_that_repeat_leave_clusters_empty()
    {
        double[][] rows = [.. Enumerable.Repeat(new[] { 1.0, 2.0 }, 12)];
        Assert.Single(FlatKMeans.Assign(Flat(rows), 3, 1).Distinct());
    }

    private static FlatRows<double> Flat(double[][] rows)
    {
        var flat = new FlatRows<double>(rows.Length, rows[0].Length);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(flat[i]);
        }

        return flat;
    }
}
