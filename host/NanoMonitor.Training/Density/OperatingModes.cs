using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Density;

/// <summary>
/// The operating points found in training windows: k-means clusters, each a normal density whose covariance is shrunk towards the pooled
/// within-cluster covariance, itself shrunk by Ledoit and Wolf.
/// </summary>
/// <param name="Densities">One density a mode; a cluster without windows has none.</param>
/// <param name="Assignment">The mode of each training window.</param>
public sealed record OperatingModes(IReadOnlyList<Gaussian> Densities, int[] Assignment)
{
    /// <summary>Modes at most, however many windows there are.</summary>
    public const int MostModes = 4;

    private const int WindowsPerMode = 100;

    // Prior windows of the pooled covariance, per feature. Less lets a mode of a hundred windows learn its own noise, more blurs modes
    // that do differ, such as speeds.
    internal const double PriorPerFeature = 2;

    /// <summary>Modes for a number of training windows: one for every hundred, 1 … <paramref name="most"/>.</summary>
    public static int CountFor(int windows, int most)
    {
        return Math.Clamp(windows / WindowsPerMode, 1, most);
    }

    /// <summary>Finds modes.</summary>
    /// <param name="x">[n][feature], standardised.</param>
    /// <param name="count">Number of modes to look for.</param>
    /// <param name="seed">Seed of the clustering.</param>
    public static OperatingModes Find(double[][] x, int count, int seed)
    {
        int[] clusters = KMeans.Assign(x, count, seed);
        int[] occupied = [.. clusters.Distinct().Order()];
        int[] assignment = Array.ConvertAll(clusters, cluster => Array.IndexOf(occupied, cluster));
        var within = Matrix<double>.Build.DenseOfRowArrays(x);
        var means = new List<Vector<double>>();
        var scatters = new List<(Matrix<double> Scatter, int Windows)>();
        for (int mode = 0; mode < occupied.Length; mode++)
        {
            int[] members = [.. Enumerable.Range(0, x.Length).Where(i => assignment[i] == mode)];
            var rows = Matrix<double>.Build.DenseOfRowArrays(members.Select(i => x[i]));
            var mean = rows.ColumnSums() / members.Length;
            foreach (int i in members)
            {
                within.SetRow(i, within.Row(i) - mean);
            }

            var centred = Matrix<double>.Build.DenseOfRowVectors(members.Select(within.Row));
            means.Add(mean);
            scatters.Add((centred.TransposeThisAndMultiply(centred), members.Length));
        }

        var pooled = LedoitWolf.Covariance(within);
        if (occupied.Length == 1)
        {
            return new OperatingModes([new Gaussian(means[0], pooled)], assignment);
        }

        double prior = PriorPerFeature * x[0].Length;
        return new OperatingModes(
            [.. scatters.Select((cluster, mode) => new Gaussian(means[mode], (cluster.Scatter + (pooled * prior)) / (cluster.Windows + prior)))],
            assignment);
    }
}
