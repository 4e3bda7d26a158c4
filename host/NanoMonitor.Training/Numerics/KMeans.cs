namespace NanoMonitor.Training.Numerics;

/// <summary>
/// Lloyd's k-means, started by k-means++ (Arthur and Vassilvitskii, SODA 2007), the best of several starts. The same seed gives the same result.
/// </summary>
public static class KMeans
{
    internal const int Starts = 10;
    internal const int MaxIterations = 300;

    /// <summary>Assigns each row to one of k clusters.</summary>
    /// <param name="rows">[n][dimension], n ≥ k.</param>
    /// <param name="clusters">k ≥ 1.</param>
    /// <param name="seed">Seed of all starts.</param>
    /// <returns>[n]: 0 … k − 1; a cluster may be empty where rows repeat.</returns>
    public static int[] Assign(double[][] rows, int clusters, int seed)
    {
        int[] best = new int[rows.Length];
        if (clusters == 1)
        {
            return best;
        }

        var random = new Random(seed);
        double least = double.MaxValue;
        for (int start = 0; start < Starts; start++)
        {
            var (assignment, inertia) = Run(rows, ChooseCentres(rows, clusters, random));
            if (inertia < least)
            {
                (best, least) = (assignment, inertia);
            }
        }

        return best;
    }

    private static double[][] ChooseCentres(double[][] rows, int clusters, Random random)
    {
        var centres = new List<double[]> { rows[random.Next(rows.Length)] };
        double[] nearest = [.. rows.Select(row => SquaredDistance(row, centres[0]))];
        while (centres.Count < clusters)
        {
            double target = random.NextDouble() * nearest.Sum();
            int chosen = 0;
            for (double sum = nearest[0]; sum < target && chosen < rows.Length - 1; sum += nearest[chosen])
            {
                chosen++;
            }

            centres.Add(rows[chosen]);
            for (int i = 0; i < rows.Length; i++)
            {
                nearest[i] = Math.Min(nearest[i], SquaredDistance(rows[i], rows[chosen]));
            }
        }

        return [.. centres];
    }

    private static (int[] Assignment, double Inertia) Run(double[][] rows, double[][] centres)
    {
        int[] assignment = new int[rows.Length];
        double inertia = 0;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            bool changed = iteration == 0;
            inertia = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                int nearest = 0;
                double least = double.MaxValue;
                for (int k = 0; k < centres.Length; k++)
                {
                    double distance = SquaredDistance(rows[i], centres[k]);
                    if (distance < least)
                    {
                        (nearest, least) = (k, distance);
                    }
                }

                changed |= assignment[i] != nearest;
                assignment[i] = nearest;
                inertia += least;
            }

            if (!changed)
            {
                break;
            }

            centres = Means(rows, assignment, centres);
        }

        return (assignment, inertia);
    }

    // An empty cluster keeps its centre.
    private static double[][] Means(double[][] rows, int[] assignment, double[][] centres)
    {
        double[][] sums = [.. centres.Select(centre => new double[centre.Length])];
        int[] counts = new int[centres.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            counts[assignment[i]]++;
            for (int d = 0; d < rows[i].Length; d++)
            {
                sums[assignment[i]][d] += rows[i][d];
            }
        }

        return [.. sums.Select((sum, k) => counts[k] == 0 ? centres[k] : Array.ConvertAll(sum, value => value / counts[k]))];
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
