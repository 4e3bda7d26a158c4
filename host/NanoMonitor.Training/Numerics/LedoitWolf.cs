using MathNet.Numerics.LinearAlgebra;

namespace NanoMonitor.Training.Numerics;

/// <summary>
/// Covariance shrunk towards a multiple of the identity: (1 − s)·S + s·(tr S / p)·I with the asymptotically best s of Ledoit and Wolf,
/// "A well-conditioned estimator for large-dimensional covariance matrices", J. Multivariate Analysis 88 (2004); S with divisor n,
/// as in scikit-learn.
/// </summary>
public static class LedoitWolf
{
    /// <summary>The shrunk covariance of centred rows.</summary>
    /// <param name="centred">n × p, the columns' means are zero.</param>
    public static Matrix<double> Covariance(Matrix<double> centred)
    {
        int n = centred.RowCount;
        int p = centred.ColumnCount;
        var empirical = centred.TransposeThisAndMultiply(centred) / n;
        double trace = empirical.Trace();
        double mu = trace / p;
        var squares = centred.PointwisePower(2);
        double beta = squares.TransposeThisAndMultiply(squares).Enumerate().Sum() / n;
        double delta = empirical.PointwisePower(2).Enumerate().Sum();
        double shrinkage = Shrinkage(n, p, trace, delta, beta);
        return (empirical * (1 - shrinkage)) + (Matrix<double>.Build.DenseIdentity(p) * (shrinkage * mu));
    }

    /// <summary>s, 0 … 1.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="p">Columns.</param>
    /// <param name="trace">tr S.</param>
    /// <param name="squares">Σ S_ij².</param>
    /// <param name="fourth">Σ x_i² x_j² over rows and pairs of columns, a row.</param>
    internal static double Shrinkage(int n, int p, double trace, double squares, double fourth)
    {
        double mu = trace / p;
        double beta = (fourth - squares) / ((double)p * n);
        double delta = (squares - (2 * mu * trace) + (p * mu * mu)) / p;
        return delta <= 0 ? 0 : Math.Max(0, Math.Min(beta, delta)) / delta;
    }
}
