using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// The one pass over the samples of an axis: removes the mean, sums second and fourth powers, applies the Hann window, and takes
    /// the discrete Fourier transforms of the window's N/16 columns (16 samples each, N/16 apart).
    /// </summary>
    /// <remarks>
    /// Bounds: a scaled deviation (see <see cref="AxisMoments"/>) has at most 31 bits and the Hann window is Q30, so that their product
    /// fits a long. 36 bits are dropped from it: the largest then takes 32 − log2 N bits, Σ|windowed| is below 2³¹, and with it every
    /// value of this and all later stages. Rounding down moves all windowed samples by the same half unit, which only bin 0 sees.
    /// A transform of 16 real values is four of 4, merged as <see cref="SpectrumMerge"/> merges longer ones; see there for the order
    /// of the results. The four are written out: the node's interpreter inlines nothing, and a call for each, its results handed back
    /// through memory, would make the pass about a quarter longer.
    /// </remarks>
    public sealed class ColumnTransform
    {
        /// <summary>Samples of a column.</summary>
        public const int ColumnLength = 16;

        /// <summary>Windowed samples are d / 2^(<see cref="WindowExponent"/> − gain).</summary>
        public const int WindowExponent = 6;

        private const int FractionBits = 30;
        private const long Half = 1L << (FractionBits - 1);
        private const int WindowShift = FractionBits + WindowExponent;
        private const int SquareShift = AxisMoments.SquareShift;

        // cos(π/8), sin(π/8) and √½ in Q30.
        private const long CosineEighth = 992008094;
        private const long SineEighth = 410903207;
        private const long RootHalf = 759250125;

        private readonly int _length;
        private readonly long[] _hann;
        private readonly int[] _columnAt;

        /// <summary>Tables for windows of N samples.</summary>
        /// <param name="length">N, a multiple of 64.</param>
        /// <param name="columnAt">The first sample of the column at each place, N/16 of them.</param>
        public ColumnTransform(int length, int[] columnAt)
        {
            _length = length;
            _columnAt = columnAt;
            _hann = new long[length];
            for (int n = 0; n < length; n++)
            {
                _hann[n] = ((long)FixedTrigonometry.One - FixedTrigonometry.Cosine(n, length)) / 2;
            }
        }

        /// <summary>Transforms all columns and completes <paramref name="moments"/>.</summary>
        /// <param name="samples">N counts.</param>
        /// <param name="moments">Measured; gets its squares and fourths.</param>
        /// <param name="data">Room for N values.</param>
        public void Transform(int[] samples, AxisMoments moments, long[] data)
        {
            long[] hann = _hann;
            int[] columnAt = _columnAt;
            int columns = columnAt.Length;
            int quarter = _length >> 2;
            long scale = (long)_length << moments.Gain;
            long sum = (long)moments.Sum << moments.Gain;
            long squares = 0;
            long fourths = 0;
            int at = 0;
            for (int place = 0; place < columns; place++)
            {
                int column = columnAt[place];

                // The four transforms of four samples, a quarter of the window apart: two real results and one complex one each.
                int n = column;
                long d = (samples[n] * scale) - sum;
                long t0 = (d * d) >> SquareShift;
                long a = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                long t1 = (d * d) >> SquareShift;
                long b = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                long t2 = (d * d) >> SquareShift;
                long c = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                long t3 = (d * d) >> SquareShift;
                d = (d * hann[n]) >> WindowShift;
                squares += t0 + t1 + t2 + t3;
                fourths += (t0 * t0) + (t1 * t1) + (t2 * t2) + (t3 * t3);
                long even0 = a + c + b + d;
                long odd0 = a + c - b - d;
                long re0 = a - c;
                long im0 = d - b;

                n = column + columns;
                d = (samples[n] * scale) - sum;
                t0 = (d * d) >> SquareShift;
                a = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t1 = (d * d) >> SquareShift;
                b = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t2 = (d * d) >> SquareShift;
                c = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t3 = (d * d) >> SquareShift;
                d = (d * hann[n]) >> WindowShift;
                squares += t0 + t1 + t2 + t3;
                fourths += (t0 * t0) + (t1 * t1) + (t2 * t2) + (t3 * t3);
                long even1 = a + c + b + d;
                long odd1 = a + c - b - d;
                long re = a - c;
                long im = d - b;
                long re1 = ((re * CosineEighth) + (im * SineEighth) + Half) >> FractionBits;
                long im1 = ((im * CosineEighth) - (re * SineEighth) + Half) >> FractionBits;

                n = column + columns + columns;
                d = (samples[n] * scale) - sum;
                t0 = (d * d) >> SquareShift;
                a = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t1 = (d * d) >> SquareShift;
                b = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t2 = (d * d) >> SquareShift;
                c = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t3 = (d * d) >> SquareShift;
                d = (d * hann[n]) >> WindowShift;
                squares += t0 + t1 + t2 + t3;
                fourths += (t0 * t0) + (t1 * t1) + (t2 * t2) + (t3 * t3);
                long even2 = a + c + b + d;
                long odd2 = a + c - b - d;
                re = a - c;
                im = d - b;
                long re2 = (((re + im) * RootHalf) + Half) >> FractionBits;
                long im2 = (((im - re) * RootHalf) + Half) >> FractionBits;

                n = column + columns + columns + columns;
                d = (samples[n] * scale) - sum;
                t0 = (d * d) >> SquareShift;
                a = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t1 = (d * d) >> SquareShift;
                b = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t2 = (d * d) >> SquareShift;
                c = (d * hann[n]) >> WindowShift;
                n += quarter;
                d = (samples[n] * scale) - sum;
                t3 = (d * d) >> SquareShift;
                d = (d * hann[n]) >> WindowShift;
                squares += t0 + t1 + t2 + t3;
                fourths += (t0 * t0) + (t1 * t1) + (t2 * t2) + (t3 * t3);
                long even3 = a + c + b + d;
                long odd3 = a + c - b - d;
                re = a - c;
                im = d - b;
                long re3 = ((re * SineEighth) + (im * CosineEighth) + Half) >> FractionBits;
                long im3 = ((im * SineEighth) - (re * CosineEighth) + Half) >> FractionBits;

                // Bins 0, 4 and 8 from the evens; 2 and 6 from the odds; 1, 3, 5 and 7 from the complex results.
                a = even0 + even2;
                b = even1 + even3;
                data[at] = a + b;
                data[at + 8] = a - b;
                data[at + 4] = even0 - even2;
                data[at + 12] = even3 - even1;
                a = (((odd1 - odd3) * RootHalf) + Half) >> FractionBits;
                b = (((odd1 + odd3) * RootHalf) + Half) >> FractionBits;
                data[at + 2] = odd0 + a;
                data[at + 6] = odd0 - a;
                data[at + 14] = -odd2 - b;
                data[at + 10] = odd2 - b;
                a = re0 + re2;
                b = re1 + re3;
                data[at + 1] = a + b;
                data[at + 7] = a - b;
                a = im0 + im2;
                b = im1 + im3;
                data[at + 15] = a + b;
                data[at + 9] = b - a;
                a = re0 - re2;
                b = im1 - im3;
                data[at + 5] = a + b;
                data[at + 3] = a - b;
                a = im0 - im2;
                b = re1 - re3;
                data[at + 11] = a - b;
                data[at + 13] = -a - b;
                at += ColumnLength;
            }

            moments.Squares = squares;
            moments.Fourths = fourths;
        }
    }
}
