using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>A mixture of normal densities.</summary>
internal sealed class GaussianMixture
{
    private const int MaxIterations = 100;
    private const double Tolerance = 1e-4;

    // Prior rows of the start's covariance in each component, per feature: what keeps few rows from a singular covariance.
    private const double PriorPerFeature = 0.4;

    private readonly Component[] components;

    private GaussianMixture(Component[] components)
    {
        this.components = components;
    }

    public int ComponentCount => components.Length;

    /// <summary>Expectation maximisation until the mean log-likelihood gains less than 10⁻⁴ nats.</summary>
    /// <param name="rows">[n][feature], standardised.</param>
    /// <param name="start">The start: one component a mode.</param>
    public static GaussianMixture Fit(double[][] rows, OperatingModes start)
    {
        double[] shares = [.. start.Densities.Select((_, mode) => start.Assignment.Count(assigned => assigned == mode) / (double)rows.Length)];
        var mixture = new GaussianMixture([.. start.Densities.Select((density, mode) => new Component(shares[mode], density))]);
        var prior = start.Densities.Zip(shares, (density, share) => density.Covariance * share).Aggregate((sum, covariance) => sum + covariance);
        double last = double.NegativeInfinity;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double[][] logDensities = [.. rows.Select(mixture.LogDensities)];
            double likelihood = logDensities.Average(LogSum);
            if (likelihood - last < Tolerance)
            {
                break;
            }

            last = likelihood;
            mixture = mixture.Maximise(rows, logDensities, prior);
        }

        return mixture;
    }

    /// <summary>Log-density of one row, nats.</summary>
    public double LogDensity(double[] row) => LogSum(LogDensities(row));

    private static double LogSum(double[] values)
    {
        double largest = values.Max();
        return largest + Math.Log(values.Sum(value => Math.Exp(value - largest)));
    }

    private double[] LogDensities(double[] row)
    {
        var x = Vector<double>.Build.Dense(row);
        return Array.ConvertAll(components, component => component.LogDensity(x));
    }

    private GaussianMixture Maximise(double[][] rows, double[][] logDensities, Matrix<double> prior)
    {
        var x = Matrix<double>.Build.DenseOfRowArrays(rows);
        double priorRows = PriorPerFeature * x.ColumnCount;
        double[] total = Array.ConvertAll(logDensities, LogSum);
        return new GaussianMixture([.. components.Select((_, index) =>
        {
            var weight = Vector<double>.Build.Dense(rows.Length, n => Math.Exp(logDensities[n][index] - total[n]));
            double sum = Math.Max(weight.Sum(), double.Epsilon);
            var mean = x.TransposeThisAndMultiply(weight) / sum;
            var scaled = Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (n, i) => (x[n, i] - mean[i]) * Math.Sqrt(weight[n]));
            var covariance = (scaled.TransposeThisAndMultiply(scaled) + (prior * priorRows)) / (sum + priorRows);
            return new Component(sum / rows.Length, new Gaussian(mean, covariance));
        })]);
    }

    private sealed class Component
    {
        private readonly Vector<double> mean;
        private readonly Matrix<double> whitening;
        private readonly double logScale;

        public Component(double share, Gaussian density)
        {
            mean = density.Mean;
            var factor = density.Covariance.Cholesky().Factor;
            whitening = factor.LowerTriangle().Inverse();
            logScale = Math.Log(share) - factor.Diagonal().Sum(Math.Log) - (mean.Count * 0.5 * Math.Log(2 * Math.PI));
        }

        public double LogDensity(Vector<double> x)
        {
            var white = whitening * (x - mean);
            return logScale - (0.5 * (white * white));
        }
    }
}
