using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Baselines;

/// <summary>
/// The baseline: features standardised on the training set (divisor n, no clip), Ledoit–Wolf covariance, squared Mahalanobis distance.
/// </summary>
public sealed class Mahalanobis
{
    private readonly Vector<double> mean;
    private readonly Vector<double> deviation;
    private readonly Matrix<double> precision;

    /// <summary>Fits the baseline.</summary>
    /// <param name="rows">[n][feature], at least two rows. A feature that never changes is standardised with 1.</param>
    public Mahalanobis(IReadOnlyList<double[]> rows)
    {
        var matrix = Matrix<double>.Build.DenseOfRows(rows);
        mean = matrix.ColumnSums() / matrix.RowCount;
        var centred = Matrix<double>.Build.DenseOfRows(matrix.EnumerateRows().Select(row => row - mean));
        deviation = (centred.PointwisePower(2).ColumnSums() / matrix.RowCount).PointwiseSqrt().Map(value => value > 0 ? value : 1);
        var standard = Matrix<double>.Build.DenseOfRows(centred.EnumerateRows().Select(row => row.PointwiseDivide(deviation)));
        precision = LedoitWolf.Covariance(standard).Inverse();
    }

    /// <summary>The squared distance of one row.</summary>
    public double Score(double[] row)
    {
        var x = (Vector<double>.Build.DenseOfArray(row) - mean).PointwiseDivide(deviation);
        return x * (precision * x);
    }
}
