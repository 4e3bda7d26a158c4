using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Tests.Detectors;

public class SpectralWarpTests
{
    // Two spectra of five bands with a scalar after each.
    private static readonly double[] Row = [0, 0, 8, 0, 0, 77, 1, 2, 3, 4, 5, 88];
    private static readonly SpectralWarp Warp = new([[0, 1, 2, 3, 4], [6, 7, 8, 9, 10]]);

    [Fact]
    public void Without_stretch_and_shift_a_row_stays_as_it_is()
    {
        Assert.Equal(Row, Warp.Apply(Row, 1, 0));
    }

    [Fact]
    public void A_shift_moves_every_spectrum_and_no_scalar()
    {
        Assert.Equal([0, 8, 0, 0, 0, 77, 2, 3, 4, 5, 5, 88], Warp.Apply(Row, 1, 1));
        Assert.Equal([0, 4, 4, 0, 0, 77, 1.5, 2.5, 3.5, 4.5, 5, 88], Warp.Apply(Row, 1, 0.5));
    }

    [Fact]
    public void A_stretch_leaves_the_middle_where_it_is()
    {
        Assert.Equal([0, 4, 8, 4, 0, 77, 2, 2.5, 3, 3.5, 4, 88], Warp.Apply(Row, 0.5, 0));
    }

    [Fact]
    public void Random_warps_keep_the_number_of_features_the_scalars_and_the_given_row()
    {
        var random = new Random(1);
        double[] given = [.. Row];
        double[][] warped = [.. Enumerable.Range(0, 100).Select(_ => Warp.Apply(given, random))];
        Assert.Equal(Row, given);
        Assert.All(warped, row => Assert.Equal((Row.Length, 77, 88), (row.Length, row[5], row[11])));
        Assert.InRange(warped.Count(row => row.SequenceEqual(Row)), 30, 70);
    }
}
