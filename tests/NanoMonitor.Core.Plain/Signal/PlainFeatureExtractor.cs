using NanoMonitor.Core.Numerics;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Plain.Signal;

/// <summary>
/// From the counts of one window to its features, in integers: mean removal, Hann window, FFT, band energies, log2, and the
/// scalars. Allocates nothing after construction; node and host get the same integers.
/// </summary>
/// <remarks>
/// Block floating point: before the FFT each axis is scaled so that its largest deviation from the mean takes
/// 31 − log2 N bits. Then Σ|input| is below 2³⁰ whatever the window holds, so that the FFT needs no scaling between its stages,
/// and rounding noise stays about 110 dB below the strongest band of quiet and loud windows alike.
/// </remarks>
public sealed class PlainFeatureExtractor
{
    /// <summary>The least value of a band, Q8: 2⁻¹⁶ counts², far below what any sensor resolves.</summary>
    public const int BandFloor = -16 << 8;

    private const int WindowFractionBits = 30;

    // log2(2 / (3/8)) in Q8: the two-sided spectrum folded, over the mean square of the Hann window.
    private const int WindowGain = 618;

    private readonly FeatureSpec _spec;
    private readonly Log2Table _log2 = new Log2Table();
    private readonly PlainSpectrum _spectrum;
    private readonly PlainAxisMoments _moments;
    private readonly int[] _hann;
    private readonly int[] _windowed;
    private readonly long[] _power;
    private readonly int _lengthBits;

    /// <summary>Tables and room for windows of one spec.</summary>
    public PlainFeatureExtractor(FeatureSpec spec)
    {
        _spec = spec;
        int length = spec.WindowLength;
        while (1 << _lengthBits < length)
        {
            _lengthBits++;
        }

        _spectrum = new PlainSpectrum(length);
        _moments = new PlainAxisMoments(length);
        _windowed = new int[length];
        _power = new long[length / 2];
        _hann = new int[length];
        for (int n = 0; n < length; n++)
        {
            _hann[n] = (int)(((long)FixedTrigonometry.One - FixedTrigonometry.Cosine(n, length)) / 2);
        }
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
            _moments.Compute(samples[axis]);
            flat = flat && _moments.Peak == 0;
            position = PutBands(values, position);
            position = PutScalars(values, position);
            result.RmsMilliG[axis] = RmsMilliG();
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
        int exponent = BlockExponent();
        int shift = WindowFractionBits + exponent;
        long half = 1L << (shift - 1);
        for (int n = 0; n < _windowed.Length; n++)
        {
            _windowed[n] = (int)((((long)_moments.Deviations[n] * _hann[n]) + half) >> shift);
        }

        _spectrum.Power(_windowed, _power);
        int offset = WindowGain + ((exponent - (2 * _lengthBits)) << 9);
        for (int band = 0; band < _spec.BandCount; band++)
        {
            long energy = 0;
            for (int bin = _spec.BandEdges[band]; bin < _spec.BandEdges[band + 1]; bin++)
            {
                energy += _power[bin];
            }

            values[position++] = (short)(energy == 0 ? BandFloor : Math.Max(BandFloor, _log2.Q8(energy) + offset));
        }

        return position;
    }

    // The deviations are divided by 2^exponent: the largest then has 31 − log2 N bits.
    private int BlockExponent()
    {
        int bits = 0;
        while (_moments.Peak >> bits != 0)
        {
            bits++;
        }

        return bits - (31 - _lengthBits);
    }

    private int PutScalars(short[] values, int position)
    {
        bool flat = _moments.Peak == 0;
        int logVariance = _log2.Q8(_moments.VarianceTimesSquare);
        if (_spec.Has(FeatureSpec.Crest))
        {
            int crest = _log2.Q8(_moments.Peak) - (logVariance >> 1);
            values[position++] = flat ? (short)0 : Saturate(crest);
        }

        if (_spec.Has(FeatureSpec.Kurtosis))
        {
            // m4/m2² = (Σd⁴/N⁵) / (V/N²)² = Σd⁴ / (N·V²).
            int kurtosis = _log2.Q8(_moments.Fourth) + (_moments.FourthShift << 10) - (_lengthBits << 8) - (2 * logVariance);
            values[position++] = flat ? (short)0 : Saturate(kurtosis);
        }

        if (_spec.Has(FeatureSpec.Rms))
        {
            values[position++] = Saturate((logVariance >> 1) - (_lengthBits << 8));
        }

        return position;
    }

    private int RmsMilliG()
    {
        long scale = (long)_spec.WindowLength * _spec.CountsPerG;
        return (int)(((IntegerRoot.Floor(_moments.VarianceTimesSquare) * 1000) + (scale / 2)) / scale);
    }

    private static short Saturate(int value)
    {
        return (short)Math.Max(short.MinValue, Math.Min(short.MaxValue, value));
    }
}
