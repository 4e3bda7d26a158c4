using MathNet.Numerics.LinearAlgebra;

namespace NanoMonitor.Training.Density;

/// <summary>A normal density, and its form as a chain of conditionals.</summary>
/// <param name="Mean">[dimension]</param>
/// <param name="Covariance">Symmetric, positive definite.</param>
public sealed record Gaussian(Vector<double> Mean, Matrix<double> Covariance)
{
    /// <summary>
    /// x_i given the earlier x_j is normal with mean b_i + Σ_{j&lt;i} S_ij x_j and standard deviation σ_i: with Σ = C·Cᵀ (Cholesky),
    /// T = diag(C)·C⁻¹ is unit lower triangular and makes x − m uncorrelated, so S = I − T, b = T·m, σ_i = C_ii.
    /// </summary>
    /// <param name="order">The chain's order: position i is dimension order[i].</param>
    /// <returns>S (strictly lower triangular), b, and log2 σ, all by position.</returns>
    /// <exception cref="TrainingException">The covariance is not positive definite.</exception>
    public (Matrix<double> Skip, Vector<double> Bias, Vector<double> LogSigma) ToConditionals(IReadOnlyList<int> order)
    {
        int count = order.Count;
        var mean = Vector<double>.Build.Dense(count, i => Mean[order[i]]);
        var factor = Factor(Matrix<double>.Build.Dense(count, count, (i, j) => Covariance[order[i], order[j]]));
        var identity = Matrix<double>.Build.DenseIdentity(count);
        var whitening = Matrix<double>.Build.DenseOfDiagonalVector(factor.Diagonal()) * factor.LowerTriangle().Solve(identity).LowerTriangle();
        return ((identity - whitening).StrictlyLowerTriangle(), whitening * mean, factor.Diagonal().Map(Math.Log2));
    }

    /// <summary>What to say where a covariance is not positive definite.</summary>
    internal static TrainingException Degenerate(Exception? cause = null)
    {
        return new TrainingException("The windows are all but the same, so that no density describes them; check the sensor, and record the running machine.", cause!);
    }

    private static Matrix<double> Factor(Matrix<double> covariance)
    {
        try
        {
            return covariance.Cholesky().Factor;
        }
        catch (ArgumentException error)
        {
            throw Degenerate(error);
        }
    }
}
