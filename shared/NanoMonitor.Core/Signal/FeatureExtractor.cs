using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// From the counts of one window to its features, in integers: mean removal, Hann window, FFT, band energies, log2, and the
    /// scalars. Allocates nothing after construction; node and host get the same integers.
    /// </summary>
    /// <remarks>
    /// Block floating point: before the FFT each axis is scaled so that its largest deviation from the mean takes
    /// 32 − log2 N bits. Then Σ|input| is below 2³¹ whatever the window holds, so that the FFT needs no scaling between its stages,
    /// and rounding noise stays about 110 dB below the strongest band of quiet and loud windows alike. The energies of all bands
    /// together are below ½·N·Σ input² by Parseval, which with Σ hann² = ⅜·N is below 2⁶².
    /// </remarks>
    public sealed class FeatureExtractor
    {
        /// <summary>The least value of a band, Q8: 2⁻¹⁶ counts², far below what any sensor resolves.</summary>
        public const int BandFloor = -16 << 8;

        // log2(2 / (3/8)) in Q8: the two-sided spectrum folded, over the mean square of the Hann window.
        private const int WindowGain = 618;

        private readonly FeatureSpec _spec;
        private readonly Log2Table _log2 = new Log2Table();
        private readonly AxisMoments _moments;
        private readonly Spectrum _spectrum;
        private readonly int _lengthBits;

        /// <summary>Tables and room for windows of one spec.</summary>
        public FeatureExtractor(FeatureSpec spec)
        {
            _spec = spec;
            _moments = new AxisMoments(spec.WindowLength);
            _spectrum = new Spectrum(spec.WindowLength, spec.BandEdges);
            _lengthBits = BitLength.Of(spec.WindowLength) - 1;
        }

        /// <summary>Computes the features of one window.</summary>
        /// <param name="samples">[axis][n]: sensor counts within the spec's sample bits, N of each axis.</param>
        /// <param name="temperatureCentiC">Temperature in 0.01 °C.</param>
        /// <param name="result">Where they go.</param>
        public void Extract(int[][] samples, int temperatureCentiC, WindowFeatures result)
        {
            short[] values = result.Values;
            int position = 0;
            bool flat = true;
            for (int axis = 0; axis < _spec.AxisCount; axis++)
            {
                _moments.Measure(samples[axis]);
                _spectrum.Compute(samples[axis], _moments);
                flat = flat && _moments.Peak == 0;
                position = PutBands(values, position);
                long variance = _moments.VarianceTimesSquare;
                position = PutScalars(values, position, variance);
                result.RmsMilliG[axis] = RmsMilliG(variance);
            }

            if (_spec.Has(FeatureSpec.Temperature))
            {
                values[position] = Saturate(temperatureCentiC);
            }

            result.TemperatureCentiC = temperatureCentiC;
            result.Flat = flat;
        }

        private int PutBands(short[] values, int position)
        {
            long[] energies = _spectrum.Energies;
            int offset = WindowGain + ((_spectrum.Exponent - (2 * _lengthBits)) << 9);
            for (int band = 0; band < energies.Length; band++)
            {
                long energy = energies[band];
                int value = _log2.Q8(energy) + offset;
                values[position++] = energy == 0 || value < BandFloor ? (short)BandFloor : (short)value;
            }

            return position;
        }

        private int PutScalars(short[] values, int position, long variance)
        {
            bool flat = _moments.Peak == 0;
            int logVariance = _log2.Q8(variance);
            if (_spec.Has(FeatureSpec.Crest))
            {
                int crest = _log2.Q8(_moments.Peak) - (logVariance >> 1);
                values[position++] = flat ? (short)0 : Saturate(crest);
            }

            if (_spec.Has(FeatureSpec.Kurtosis))
            {
                // m4/m2² = (Σd⁴/N⁵) / (V/N²)² = Σd⁴ / (N·V²).
                int kurtosis = _log2.Q8(_moments.Fourths) + ((AxisMoments.SquareShift - (2 * _moments.Gain)) << 9) - (_lengthBits << 8) - (2 * logVariance);
                values[position++] = flat ? (short)0 : Saturate(kurtosis);
            }

            if (_spec.Has(FeatureSpec.Rms))
            {
                values[position++] = Saturate((logVariance >> 1) - (_lengthBits << 8));
            }

            return position;
        }

        private int RmsMilliG(long variance)
        {
            long scale = (long)_spec.WindowLength * _spec.CountsPerG;
            return (int)(((IntegerRoot.Floor(variance) * 1000) + (scale / 2)) / scale);
        }

        private static short Saturate(int value)
        {
            return value > short.MaxValue ? short.MaxValue : value < short.MinValue ? short.MinValue : (short)value;
        }
    }
}
