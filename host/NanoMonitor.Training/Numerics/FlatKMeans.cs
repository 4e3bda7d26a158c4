using System.Numerics;

namespace NanoMonitor.Training.Numerics;

/// <summary>
/// <see cref="KMeans"/> on flat rows, with the same starts from the same seed and the same clusters. Distances are compared in float32,
/// many rows at a time, and again in float64 where rounding could have decided; sums of a cluster change with the rows that move. For
/// rows in multiples of 2⁻⁸ (standardised ones are) those sums are exact.
/// </summary>
internal static class FlatKMeans
{
    /// <summary>Assigns each row to one of k clusters.</summary>
    /// <param name="rows">At least k rows.</param>
    /// <param name="clusters">k ≥ 1.</param>
    /// <param name="seed">Seed of all starts.</param>
    /// <returns>[n]: 0 … k − 1; a cluster may be empty where rows repeat.</returns>
    public static int[] Assign(FlatRows<double> rows, int clusters, int seed)
    {
        int[] best = new int[rows.Count];
        if (clusters == 1)
        {
            return best;
        }

        var random = new Random(seed);
        double least = double.MaxValue;
        var search = new Search(rows, clusters);
        for (int start = 0; start < KMeans.Starts; start++)
        {
            search.ChooseCentres(random);
            double inertia = search.Run();
            if (inertia < least)
            {
                least = inertia;
                search.Assignment.CopyTo(best, 0);
            }
        }

        return best;
    }

    private sealed class Search
    {
        private readonly FlatRows<double> rows;
        private readonly int clusters;
        private readonly FlatRows<double> centres;
        private readonly FlatRows<double> sums;
        private readonly double[] total;
        private readonly int[] counts;
        private readonly double largestNorm;
        private readonly double[] distances;
        private readonly NearestInSingle screen;

        public Search(FlatRows<double> rows, int clusters)
        {
            this.rows = rows;
            this.clusters = clusters;
            centres = new FlatRows<double>(clusters, rows.Columns);
            sums = new FlatRows<double>(clusters, rows.Columns);
            counts = new int[clusters];
            distances = new double[rows.Count];
            Assignment = new int[rows.Count];
            screen = new NearestInSingle(rows, clusters);
            total = new double[rows.Stride];
            for (int i = 0; i < rows.Count; i++)
            {
                FlatVectors.AddScaled(total, 1, rows[i]);
                largestNorm = Math.Max(largestNorm, Math.Sqrt(FlatVectors.Dot(rows[i], rows[i])));
            }
        }

        public int[] Assignment { get; }

        public void ChooseCentres(Random random)
        {
            rows[random.Next(rows.Count)].CopyTo(centres[0]);
            for (int i = 0; i < rows.Count; i++)
            {
                distances[i] = FlatVectors.SquaredDistance(rows[i], centres[0]);
            }

            for (int k = 1; k < clusters; k++)
            {
                double target = random.NextDouble() * distances.Sum();
                int chosen = 0;
                for (double sum = distances[0]; sum < target && chosen < rows.Count - 1; sum += distances[chosen])
                {
                    chosen++;
                }

                rows[chosen].CopyTo(centres[k]);
                for (int i = 0; i < rows.Count; i++)
                {
                    distances[i] = Math.Min(distances[i], FlatVectors.SquaredDistance(rows[i], centres[k]));
                }
            }
        }

        public double Run()
        {
            Array.Clear(Assignment);
            Array.Clear(sums.Values);
            Array.Clear(counts);
            total.CopyTo(sums[0]);
            counts[0] = rows.Count;
            for (int iteration = 0; iteration < KMeans.MaxIterations; iteration++)
            {
                if (!Assign() && iteration > 0)
                {
                    break;
                }

                MoveCentres();
            }

            double inertia = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                inertia += FlatVectors.SquaredDistance(rows[i], centres[Assignment[i]]);
            }

            return inertia;
        }

        private bool Assign()
        {
            double tolerance = screen.Find(centres, largestNorm);
            bool changed = false;
            for (int i = 0; i < Assignment.Length; i++)
            {
                int nearest = screen.Gaps[i] > tolerance ? screen.Nearest[i] : Nearest(i);
                int own = Assignment[i];
                if (nearest != own)
                {
                    changed = true;
                    Assignment[i] = nearest;
                    counts[own]--;
                    counts[nearest]++;
                    FlatVectors.AddScaled(sums[own], -1, rows[i]);
                    FlatVectors.AddScaled(sums[nearest], 1, rows[i]);
                }
            }

            return changed;
        }

        private int Nearest(int row)
        {
            int nearest = 0;
            double least = double.MaxValue;
            for (int k = 0; k < clusters; k++)
            {
                double distance = FlatVectors.SquaredDistance(rows[row], centres[k]);
                if (distance < least)
                {
                    (nearest, least) = (k, distance);
                }
            }

            return nearest;
        }

        // An empty cluster keeps its centre.
        private void MoveCentres()
        {
            for (int k = 0; k < clusters; k++)
            {
                if (counts[k] > 0)
                {
                    var sum = sums[k];
                    var centre = centres[k];
                    for (int i = 0; i < centre.Length; i++)
                    {
                        centre[i] = sum[i] / counts[k];
                    }
                }
            }
        }
    }

    // The nearest centre of each row by ‖c‖² − 2·x·c in float32, rows side by side: a vector holds one column of several rows.
    private sealed class NearestInSingle
    {
        private const int Vectors = 4;
        private static readonly int Lanes = Vector<float>.Count;

        // Half the distance from 1 to the next number.
        private const double Unit = 1.0 / (1 << 24);

        private readonly int columns;
        private readonly int clusters;
        private readonly int blocks;

        // [block][column][row of the block]
        private readonly float[] side;
        private readonly float[] minusTwice;
        private readonly float[] norms;

        public NearestInSingle(FlatRows<double> rows, int clusters)
        {
            columns = rows.Columns;
            this.clusters = clusters;
            int blockRows = Vectors * Lanes;
            blocks = (rows.Count + blockRows - 1) / blockRows;
            side = new float[blocks * columns * blockRows];
            for (int i = 0; i < rows.Count; i++)
            {
                var row = rows[i];
                int at = (i / blockRows * columns * blockRows) + (i % blockRows);
                for (int column = 0; column < columns; column++)
                {
                    side[at + (column * blockRows)] = (float)row[column];
                }
            }

            minusTwice = new float[clusters * columns];
            norms = new float[clusters];
            Nearest = new int[blocks * blockRows];
            Gaps = new float[blocks * blockRows];
        }

        /// <summary>Of each row, the centre.</summary>
        public int[] Nearest { get; }

        /// <summary>Of each row, how much further the second nearest is, squared.</summary>
        public float[] Gaps { get; }

        /// <summary>Fills nearest centres and gaps.</summary>
        /// <param name="centres">The centres.</param>
        /// <param name="largestNorm">The largest ‖x‖.</param>
        /// <returns>The gap up to which rounding may have decided.</returns>
        public double Find(FlatRows<double> centres, double largestNorm)
        {
            double largestCentre = 0;
            for (int k = 0; k < clusters; k++)
            {
                var centre = centres[k];
                double square = FlatVectors.Dot(centre, centre);
                norms[k] = (float)square;
                largestCentre = Math.Max(largestCentre, Math.Sqrt(square));
                for (int column = 0; column < columns; column++)
                {
                    minusTwice[(k * columns) + column] = (float)(-2 * centre[column]);
                }
            }

            for (int block = 0; block < blocks; block++)
            {
                Find(block);
            }

            // Twice the bound of one distance: sums of columns + 2 terms of at most ‖x‖·‖c‖ and ‖c‖².
            return 4 * (columns + 2) * Unit * largestCentre * (largestNorm + largestCentre);
        }

        private void Find(int block)
        {
            int width = Vectors * Lanes;
            var rows = side.AsSpan(block * columns * width, columns * width);
            Span<Vector<float>> least = [new(float.MaxValue), new(float.MaxValue), new(float.MaxValue), new(float.MaxValue)];
            Span<Vector<float>> second = [new(float.MaxValue), new(float.MaxValue), new(float.MaxValue), new(float.MaxValue)];
            Span<Vector<int>> nearest = [default, default, default, default];
            ref float first = ref rows[0];
            for (int k = 0; k < clusters; k++)
            {
                var centre = minusTwice.AsSpan(k * columns, columns);
                Vector<float> a = new(norms[k]), b = a, c = a, d = a;
                nuint at = 0;
                for (int column = 0; column < centre.Length; column++)
                {
                    var weight = new Vector<float>(centre[column]);
                    a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, at), weight, a);
                    b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, at + (nuint)Lanes), weight, b);
                    c = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, at + (nuint)(2 * Lanes)), weight, c);
                    d = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, at + (nuint)(3 * Lanes)), weight, d);
                    at += (nuint)width;
                }

                Span<Vector<float>> distances = [a, b, c, d];
                var own = new Vector<int>(k);
                for (int i = 0; i < Vectors; i++)
                {
                    var nearer = Vector.LessThan(distances[i], least[i]);
                    second[i] = Vector.ConditionalSelect(nearer, least[i], Vector.Min(second[i], distances[i]));
                    nearest[i] = Vector.ConditionalSelect(nearer, own, nearest[i]);
                    least[i] = Vector.Min(least[i], distances[i]);
                }
            }

            for (int i = 0; i < Vectors; i++)
            {
                int at = (block * width) + (i * Lanes);
                nearest[i].CopyTo(Nearest, at);
                (second[i] - least[i]).CopyTo(Gaps, at);
            }
        }
    }
}
