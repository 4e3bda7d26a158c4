using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Plain.Signal;

/// <summary>
/// Fast Fourier transform of one real window in integers: radix 2, decimation in time, no scaling between stages.
/// </summary>
/// <remarks>
/// Cooley and Tukey 1965. Data are 32 bits, products 64 bits, twiddles Q30. Every intermediate value is bounded by
/// Σ|input|, which the caller keeps below 2³¹ (see <see cref="PlainFeatureExtractor"/>).
/// </remarks>
public sealed class PlainSpectrum
{
    private readonly int _length;
    private readonly int[] _cosine;
    private readonly int[] _sine;
    private readonly int[] _reversed;
    private readonly int[] _real;
    private readonly int[] _imaginary;

    /// <summary>Tables and room for windows of one length.</summary>
    /// <param name="length">A power of two, at least 8.</param>
    public PlainSpectrum(int length)
    {
        _length = length;
        _real = new int[length];
        _imaginary = new int[length];
        _cosine = new int[length / 2];
        _sine = new int[length / 2];
        _reversed = new int[length];
        for (int k = 0; k < length / 2; k++)
        {
            _cosine[k] = FixedTrigonometry.Cosine(k, length);
            _sine[k] = FixedTrigonometry.Sine(k, length);
        }

        for (int n = 1; n < length; n++)
        {
            _reversed[n] = (_reversed[n >> 1] >> 1) | ((n & 1) != 0 ? length / 2 : 0);
        }
    }

    /// <summary>Squared magnitudes |X_k|² of the bins 0 … length/2 − 1.</summary>
    /// <param name="samples">The window, with Σ|samples| below 2³¹.</param>
    /// <param name="power">Room for length/2 values.</param>
    public void Power(int[] samples, long[] power)
    {
        Transform(samples);
        for (int k = 0; k < _length / 2; k++)
        {
            long real = _real[k];
            long imaginary = _imaginary[k];
            power[k] = (real * real) + (imaginary * imaginary);
        }
    }

    private void Transform(int[] samples)
    {
        for (int n = 0; n < _length; n++)
        {
            _real[n] = samples[_reversed[n]];
            _imaginary[n] = 0;
        }

        for (int half = 1; half < _length; half *= 2)
        {
            int step = _length / (2 * half);
            for (int start = 0; start < _length; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    Butterfly(start + k, start + k + half, k * step);
                }
            }
        }
    }

    private void Butterfly(int upper, int lower, int twiddle)
    {
        long cosine = _cosine[twiddle];
        long sine = _sine[twiddle];
        long re = _real[lower];
        long im = _imaginary[lower];
        int rotatedRe = (int)(((re * cosine) + (im * sine) + (1L << 29)) >> 30);
        int rotatedIm = (int)(((im * cosine) - (re * sine) + (1L << 29)) >> 30);
        _real[lower] = _real[upper] - rotatedRe;
        _imaginary[lower] = _imaginary[upper] - rotatedIm;
        _real[upper] += rotatedRe;
        _imaginary[upper] += rotatedIm;
    }
}
