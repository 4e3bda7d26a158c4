namespace NanoMonitor.Training.Detectors;

/// <summary>
/// Spectral warping of feature rows: as if the machine ran a little faster or slower, each spectrum of a row is shifted and stretched
/// along its bands, all spectra by the same amount. Features that are no bands stay as they are.
/// </summary>
/// <param name="spectra">[spectrum][band]: see <see cref="TrainingRows.Spectra"/>.</param>
internal sealed class SpectralWarp(IReadOnlyList<int[]> spectra)
{
    private const double Share = 0.5;
    private const double MostStretch = 0.05;
    private const double MostShiftBands = 0.5;

    /// <summary>Half of the rows as they are, half with a stretch of up to ±5 % around the middle and a shift of up to half a band.</summary>
    public double[] Apply(double[] row, Random random)
    {
        return random.NextDouble() < Share ? row : Apply(row, 1 + (MostStretch * Symmetric(random)), MostShiftBands * Symmetric(random));
    }

    /// <summary>
    /// Band b takes the value at c + (b − c)·stretch + shift, c being the middle of the spectrum; values between bands are linear, beyond
    /// the outermost bands theirs.
    /// </summary>
    /// <param name="row">[feature], features of a spectrum on one scale: not standardised one by one.</param>
    /// <param name="stretch">1 for none.</param>
    /// <param name="shiftBands">0 for none.</param>
    public double[] Apply(double[] row, double stretch, double shiftBands)
    {
        double[] warped = [.. row];
        foreach (int[] bands in spectra)
        {
            int top = bands.Length - 1;
            double middle = top / 2.0;
            for (int band = 0; band <= top; band++)
            {
                double position = Math.Clamp(middle + ((band - middle) * stretch) + shiftBands, 0, top);
                int below = (int)position;
                double low = row[bands[below]];
                warped[bands[band]] = low + ((position - below) * (row[bands[Math.Min(below + 1, top)]] - low));
            }
        }

        return warped;
    }

    private static double Symmetric(Random random) => (2 * random.NextDouble()) - 1;
}
