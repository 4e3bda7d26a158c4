namespace NanoMonitor.Training.Detectors;

/// <summary>One tree of an isolation forest.</summary>
internal sealed class IsolationTree
{
    private const double EulerGamma = 0.57721566490153286;

    private readonly int feature;
    private readonly double cut;
    private readonly IsolationTree? below;
    private readonly IsolationTree? above;
    private readonly int rowCount;

    private IsolationTree(int rowCount)
    {
        this.rowCount = rowCount;
    }

    private IsolationTree(int feature, double cut, IsolationTree below, IsolationTree above)
    {
        this.feature = feature;
        this.cut = cut;
        this.below = below;
        this.above = above;
    }

    /// <summary>Cuts in the tree.</summary>
    public int Cuts => below is null ? 0 : 1 + below.Cuts + above!.Cuts;

    /// <summary>Grows a tree to a depth of ceil(log2 n).</summary>
    public static IsolationTree Grow(double[][] rows, Random random)
    {
        return Grow(rows, (int)Math.Ceiling(Math.Log2(Math.Max(2, rows.Length))), random);
    }

    /// <summary>c(n): mean path length of an unsuccessful search in a binary tree of n rows.</summary>
    public static double UsualPathLength(int rows)
    {
        return rows switch
        {
            <= 1 => 0,
            2 => 1,
            _ => (2 * (Math.Log(rows - 1) + EulerGamma)) - (2.0 * (rows - 1) / rows),
        };
    }

    /// <summary>Cuts until a row stands alone, estimated where the tree ends earlier.</summary>
    public double PathLength(double[] row)
    {
        return below is null ? UsualPathLength(rowCount) : 1 + (row[feature] < cut ? below : above!).PathLength(row);
    }

    private static IsolationTree Grow(double[][] rows, int depth, Random random)
    {
        int[] movable = depth == 0 || rows.Length < 2 ? [] : [.. Enumerable.Range(0, rows[0].Length).Where(i => rows.Any(row => row[i] != rows[0][i]))];
        if (movable.Length == 0)
        {
            return new IsolationTree(rows.Length);
        }

        int feature = movable[random.Next(movable.Length)];
        double least = rows.Min(row => row[feature]);
        double cut = least + ((1 - random.NextDouble()) * (rows.Max(row => row[feature]) - least));
        return new IsolationTree(
            feature,
            cut,
            Grow([.. rows.Where(row => row[feature] < cut)], depth - 1, random),
            Grow([.. rows.Where(row => row[feature] >= cut)], depth - 1, random));
    }
}
