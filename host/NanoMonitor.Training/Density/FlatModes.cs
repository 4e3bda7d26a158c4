using System.Numerics;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Density;

/// <summary>
/// What <see cref="OperatingModes"/>, <see cref="LedoitWolf"/> and <see cref="Gaussian.ToConditionals"/> give, from flat rows at once: each
/// window's products are summed once, for its mode and the pooled covariance together, and Σ‖x‖⁴ stands for the products of squares.
/// </summary>
/// <param name="Modes">One a mode; a cluster without windows has none.</param>
/// <param name="Assignment">The mode of each window.</param>
internal sealed record FlatModes(IReadOnlyList<LinearMode> Modes, int[] Assignment)
{
    /// <summary>Finds modes.</summary>
    /// <param name="x">Standardised windows, columns in model order.</param>
    /// <param name="count">Number of modes to look for.</param>
    /// <param name="seed">Seed of the clustering.</param>
    /// <exception cref="TrainingException">The windows are all the same.</exception>
    public static FlatModes Find(FlatRows<double> x, int count, int seed)
    {
        int[] clusters = FlatKMeans.Assign(x, count, seed);
        int[] occupied = [.. clusters.Distinct().Order()];
        int[] assignment = Array.ConvertAll(clusters, cluster => Array.IndexOf(occupied, cluster));
        int[] windows = new int[occupied.Length];
        var means = new FlatRows<double>(occupied.Length, x.Columns);
        for (int i = 0; i < x.Count; i++)
        {
            windows[assignment[i]]++;
            FlatVectors.AddScaled(means[assignment[i]], 1, x[i]);
        }

        for (int mode = 0; mode < occupied.Length; mode++)
        {
            foreach (ref double value in means[mode])
            {
                value /= windows[mode];
            }
        }

        var scatters = new FlatRows<double>[occupied.Length];
        double fourth = 0;
        for (int mode = 0; mode < occupied.Length; mode++)
        {
            scatters[mode] = Scatter(x, assignment, mode, windows[mode], means[mode], ref fourth);
        }

        var pooled = Pooled(scatters, x.Count, fourth);
        double prior = OperatingModes.PriorPerFeature * x.Columns;
        for (int mode = 0; mode < occupied.Length && occupied.Length > 1; mode++)
        {
            double[] scatter = scatters[mode].Values;
            for (int i = 0; i < scatter.Length; i++)
            {
                scatter[i] = (scatter[i] + (pooled.Values[i] * prior)) / (windows[mode] + prior);
            }
        }

        return new FlatModes(
            [.. scatters.Select((scatter, mode) => Conditionals(occupied.Length == 1 ? pooled : scatter, means[mode]))],
            assignment);
    }

    // Σ (x − m)(x − m)ᵀ of one mode's windows, of which the upper triangle is filled; adds Σ ‖x − m‖⁴.
    private static FlatRows<double> Scatter(FlatRows<double> x, int[] assignment, int mode, int windows, ReadOnlySpan<double> mean, ref double fourth)
    {
        var centred = new FlatRows<double>(windows, x.Columns);
        int next = 0;
        for (int i = 0; i < x.Count; i++)
        {
            if (assignment[i] == mode)
            {
                var row = centred[next++];
                x[i].CopyTo(row);
                FlatVectors.AddScaled(row, -1, mean);
                double square = FlatVectors.Dot(row, row);
                fourth += square * square;
            }
        }

        var sum = new FlatRows<double>(x.Columns, x.Columns);
        int whole = windows / 4 * 4;
        for (int i = 0; i < whole; i += 4)
        {
            AddProducts(sum, centred, i);
        }

        for (int i = whole; i < windows; i++)
        {
            var row = centred[i];
            for (int column = 0; column < x.Columns; column++)
            {
                FlatVectors.AddScaled(sum[column][column..], row[column], row[column..]);
            }
        }

        return sum;
    }

    // Four rows at a time, so that each sum is read and written once for four products.
    private static void AddProducts(FlatRows<double> sum, FlatRows<double> rows, int first)
    {
        int lanes = Vector<double>.Count;
        ref double a = ref rows[first][0];
        ref double b = ref rows[first + 1][0];
        ref double c = ref rows[first + 2][0];
        ref double d = ref rows[first + 3][0];
        for (int i = 0; i < sum.Columns; i++)
        {
            var aFactor = new Vector<double>(rows[first][i]);
            var bFactor = new Vector<double>(rows[first + 1][i]);
            var cFactor = new Vector<double>(rows[first + 2][i]);
            var dFactor = new Vector<double>(rows[first + 3][i]);
            ref double target = ref sum[i][0];
            for (nuint j = (nuint)(i / lanes * lanes); j < (nuint)sum.Stride; j += (nuint)lanes)
            {
                var value = Vector.LoadUnsafe(ref target, j);
                value = Vector.FusedMultiplyAdd(aFactor, Vector.LoadUnsafe(ref a, j), value);
                value = Vector.FusedMultiplyAdd(bFactor, Vector.LoadUnsafe(ref b, j), value);
                value = Vector.FusedMultiplyAdd(cFactor, Vector.LoadUnsafe(ref c, j), value);
                value = Vector.FusedMultiplyAdd(dFactor, Vector.LoadUnsafe(ref d, j), value);
                value.StoreUnsafe(ref target, j);
            }
        }
    }

    // Ledoit and Wolf's covariance of the windows about their modes' means, upper triangle.
    private static FlatRows<double> Pooled(FlatRows<double>[] scatters, int windows, double fourth)
    {
        int p = scatters[0].Columns;
        var pooled = new FlatRows<double>(p, p);
        foreach (var scatter in scatters)
        {
            FlatVectors.AddScaled(pooled.Values, 1.0 / windows, scatter.Values);
        }

        double trace = 0;
        double delta = 0;
        for (int i = 0; i < p; i++)
        {
            var right = pooled[i][i..p];
            trace += right[0];
            delta += (2 * FlatVectors.Dot(right, right)) - (right[0] * right[0]);
        }

        double shrinkage = LedoitWolf.Shrinkage(windows, p, trace, delta, fourth / windows);
        foreach (ref double value in pooled.Values.AsSpan())
        {
            value *= 1 - shrinkage;
        }

        for (int i = 0; i < p; i++)
        {
            pooled[i][i] += shrinkage * trace / p;
        }

        return pooled;
    }

    private static LinearMode Conditionals(FlatRows<double> covariance, ReadOnlySpan<double> mean)
    {
        int p = covariance.Columns;
        var factor = new FlatRows<double>(p, p);
        var inverse = new FlatRows<double>(p, p);
        double[] skip = new double[p * p];
        double[] bias = new double[p];
        double[] logSigma = new double[p];
        for (int i = 0; i < p; i++)
        {
            var row = factor[i];
            for (int j = 0; j < i; j++)
            {
                row[j] = (covariance[j][i] - FlatVectors.Dot(row[..j], factor[j])) / factor[j][j];
            }

            double variance = covariance[i][i] - FlatVectors.Dot(row[..i], row);
            if (!(variance > 0))
            {
                throw Gaussian.Degenerate();
            }

            row[i] = Math.Sqrt(variance);
            logSigma[i] = Math.Log2(row[i]);

            // Row i of diag(C)·C⁻¹ to the left of its one is −S.
            var left = skip.AsSpan(i * p, p);
            for (int j = 0; j < i; j++)
            {
                FlatVectors.AddScaled(left, row[j], inverse[j][..(j + 1)]);
            }

            bias[i] = mean[i] - FlatVectors.Dot(left[..i], mean);
            for (int j = 0; j < i; j++)
            {
                inverse[i][j] = -left[j] / row[i];
            }

            inverse[i][i] = 1 / row[i];
        }

        return new LinearMode(skip, bias, logSigma);
    }
}
