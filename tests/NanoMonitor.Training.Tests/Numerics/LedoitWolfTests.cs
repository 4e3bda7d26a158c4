using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Tests.Numerics;

public class LedoitWolfTests
{
    [Fact]
    public void Shrinks_as_worked_out_by_hand()
    {
        // S = diag(½, 2), μ = 5/4; Σ over the products of squares 34: β = (34/4 − 4.25)/8, δ = (4.25 − 6.25 + 3.125)/2, s = β/δ = 17/18.
        var centred = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { -1, 0 }, { 0, 2 }, { 0, -2 } });
        var covariance = LedoitWolf.Covariance(centred);
        Assert.Equal((0.5 / 18) + (17 * 1.25 / 18), covariance[0, 0], 12);
        Assert.Equal((2.0 / 18) + (17 * 1.25 / 18), covariance[1, 1], 12);
        Assert.Equal(0, covariance[0, 1], 12);
    }

    [Fact]
    public void Leaves_a_multiple_of_the_identity_as_it_is()
    {
        var centred = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 1 }, { -1, 1 }, { 1, -1 }, { -1, -1 } });
        Assert.Equal(Matrix<double>.Build.DenseIdentity(2), LedoitWolf.Covariance(centred));
    }

    [Fact]
    public void Is_positive_definite_with_fewer_rows_than_columns()
    {
        var random = new Random(1);
        var rows = Matrix<double>.Build.Dense(10, 40, (_, _) => random.Normal());
        var centred = Matrix<double>.Build.DenseOfRowVectors(rows.EnumerateRows().Select(row => row - (rows.ColumnSums() / 10)));
        Assert.All(LedoitWolf.Covariance(centred).Evd(Symmetricity.Symmetric).EigenValues, value => Assert.True(value.Real > 1e-3));
    }
}
