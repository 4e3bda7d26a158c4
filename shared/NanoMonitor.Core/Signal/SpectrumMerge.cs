using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// Merges the Fourier transforms of interleaved parts of a real signal into that of the whole: radix 4, decimation in time.
    /// </summary>
    /// <remarks>
    /// Cooley and Tukey 1965; for real data only half of each spectrum is kept (Sorensen, Jones, Heideman and Burrus, "Real-valued fast
    /// Fourier transform algorithms", 1987). L values at b hold the bins 0 … L/2: the real part of bin k at b + k, the imaginary part
    /// at b + L − k. So a merge of four works in place, on the same eight places for four bins.
    /// Data are below 2³¹ and factors Q30: products of both and their sums fit a long. Each rotated value is rounded once, half up; in the last
    /// merge, whose errors nothing adds up any more, it is rounded down.
    /// </remarks>
    public sealed class SpectrumMerge
    {
        private const int FractionBits = 30;
        private const long Half = 1L << (FractionBits - 1);
        private const long RootHalf = 759250125;

        private readonly int _part;
        private readonly long[] _factors;

        /// <summary>Factors for merging parts into wholes.</summary>
        /// <param name="part">L, values of each part, at least 4.</param>
        /// <param name="parts">4 or 2.</param>
        public SpectrumMerge(int part, int parts)
        {
            _part = part;
            _factors = new long[((part / 2) - 1) * 2 * (parts - 1)];
            int at = 0;
            for (int k = 1; k < part / 2; k++)
            {
                for (int i = 1; i < parts; i++)
                {
                    _factors[at++] = FixedTrigonometry.Cosine(i * k, part * parts);
                    _factors[at++] = FixedTrigonometry.Sine(i * k, part * parts);
                }
            }
        }

        /// <summary>Merges every four neighbouring parts.</summary>
        public void MergeFours(long[] data)
        {
            int part = _part;
            int twice = part + part;
            int thrice = twice + part;
            int whole = thrice + part;
            int end = data.Length;
            for (int p = 0; p < end; p += whole)
            {
                MergeEnds(data, p);
            }

            long[] factors = _factors;
            int at = 0;
            int middle = part >> 1;
            for (int k = 1; k < middle; k++)
            {
                long cosine1 = factors[at];
                long sine1 = factors[at + 1];
                long cosine2 = factors[at + 2];
                long sine2 = factors[at + 3];
                long cosine3 = factors[at + 4];
                long sine3 = factors[at + 5];
                at += 6;
                int mirror = part - k - k;
                for (int p = k; p < end; p += whole)
                {
                    int q = p + mirror;
                    long re = data[p + part];
                    long im = data[q + part];
                    long re1 = ((re * cosine1) + (im * sine1) + Half) >> FractionBits;
                    long im1 = ((im * cosine1) - (re * sine1) + Half) >> FractionBits;
                    re = data[p + twice];
                    im = data[q + twice];
                    long re2 = ((re * cosine2) + (im * sine2) + Half) >> FractionBits;
                    long im2 = ((im * cosine2) - (re * sine2) + Half) >> FractionBits;
                    re = data[p + thrice];
                    im = data[q + thrice];
                    long re3 = ((re * cosine3) + (im * sine3) + Half) >> FractionBits;
                    long im3 = ((im * cosine3) - (re * sine3) + Half) >> FractionBits;
                    long re0 = data[p];
                    long im0 = data[q];
                    long a = re0 + re2;
                    long b = re1 + re3;
                    data[p] = a + b;
                    data[q + part] = a - b;
                    a = im0 + im2;
                    b = im1 + im3;
                    data[q + thrice] = a + b;
                    data[p + twice] = b - a;
                    a = re0 - re2;
                    b = im1 - im3;
                    data[p + part] = a + b;
                    data[q] = a - b;
                    a = im0 - im2;
                    b = re1 - re3;
                    data[q + twice] = a - b;
                    data[p + thrice] = -a - b;
                }
            }
        }

        /// <summary>The last merge, of the only four parts: adds |X_k|² of the bins 1 … 2L − 1 to their bands' energies.</summary>
        /// <param name="data">4·L values, left as they are.</param>
        /// <param name="bandOf">The band of each bin.</param>
        /// <param name="energies">By band.</param>
        public void AddEnergiesOfFour(long[] data, int[] bandOf, long[] energies)
        {
            int part = _part;
            int twice = part + part;
            int thrice = twice + part;
            int middle = part >> 1;
            long a = data[0] - data[twice];
            long b = data[part] - data[thrice];
            energies[bandOf[part]] += (a * a) + (b * b);
            long re = data[middle];
            long im = data[middle + twice];
            a = ((data[middle + part] - data[middle + thrice]) * RootHalf) >> FractionBits;
            b = ((data[middle + part] + data[middle + thrice]) * RootHalf) >> FractionBits;
            energies[bandOf[middle]] += ((re + a) * (re + a)) + ((im + b) * (im + b));
            energies[bandOf[middle + part]] += ((re - a) * (re - a)) + ((im - b) * (im - b));

            long[] factors = _factors;
            int at = 0;
            int q = part - 1;
            for (int p = 1; p < middle; p++)
            {
                long cosine = factors[at];
                long sine = factors[at + 1];
                re = data[p + part];
                im = data[q + part];
                long re1 = ((re * cosine) + (im * sine)) >> FractionBits;
                long im1 = ((im * cosine) - (re * sine)) >> FractionBits;
                cosine = factors[at + 2];
                sine = factors[at + 3];
                re = data[p + twice];
                im = data[q + twice];
                long re2 = ((re * cosine) + (im * sine)) >> FractionBits;
                long im2 = ((im * cosine) - (re * sine)) >> FractionBits;
                cosine = factors[at + 4];
                sine = factors[at + 5];
                re = data[p + thrice];
                im = data[q + thrice];
                long re3 = ((re * cosine) + (im * sine)) >> FractionBits;
                long im3 = ((im * cosine) - (re * sine)) >> FractionBits;
                at += 6;
                re = data[p];
                im = data[q];
                long evenRe = re + re2;
                long evenIm = im + im2;
                long oddRe = re1 + re3;
                long oddIm = im1 + im3;
                a = evenRe + oddRe;
                b = evenIm + oddIm;
                energies[bandOf[p]] += (a * a) + (b * b);
                a = evenRe - oddRe;
                b = evenIm - oddIm;
                energies[bandOf[twice - p]] += (a * a) + (b * b);
                evenRe = re - re2;
                evenIm = im - im2;
                oddRe = im1 - im3;
                oddIm = re3 - re1;
                a = evenRe + oddRe;
                b = evenIm + oddIm;
                energies[bandOf[p + part]] += (a * a) + (b * b);
                a = evenRe - oddRe;
                b = evenIm - oddIm;
                energies[bandOf[q]] += (a * a) + (b * b);
                q--;
            }
        }

        /// <summary>The last merge, of the only two parts: adds |X_k|² of the bins 1 … L − 1 to their bands' energies.</summary>
        /// <param name="data">2·L values, left as they are.</param>
        /// <param name="bandOf">The band of each bin.</param>
        /// <param name="energies">By band.</param>
        public void AddEnergiesOfTwo(long[] data, int[] bandOf, long[] energies)
        {
            int part = _part;
            int middle = part >> 1;
            long a = data[middle];
            long b = data[middle + part];
            energies[bandOf[middle]] += (a * a) + (b * b);
            long[] factors = _factors;
            int at = 0;
            int q = part - 1;
            for (int p = 1; p < middle; p++)
            {
                long cosine = factors[at];
                long sine = factors[at + 1];
                long re = data[p + part];
                long im = data[q + part];
                long re1 = ((re * cosine) + (im * sine)) >> FractionBits;
                long im1 = ((im * cosine) - (re * sine)) >> FractionBits;
                at += 2;
                re = data[p];
                im = data[q];
                a = re + re1;
                b = im + im1;
                energies[bandOf[p]] += (a * a) + (b * b);
                a = re - re1;
                b = im - im1;
                energies[bandOf[q]] += (a * a) + (b * b);
                q--;
            }
        }

        // Bins 0 and L/2 of the four parts at a place are real and need no rotation but by eighths of a turn.
        private void MergeEnds(long[] data, int p)
        {
            int part = _part;
            int p1 = p + part;
            int p2 = p1 + part;
            int p3 = p2 + part;
            long v0 = data[p];
            long v1 = data[p1];
            long v2 = data[p2];
            long v3 = data[p3];
            data[p] = v0 + v1 + v2 + v3;
            data[p2] = v0 - v1 + v2 - v3;
            data[p1] = v0 - v2;
            data[p3] = v3 - v1;
            int middle = part >> 1;
            v0 = data[p + middle];
            v1 = data[p1 + middle];
            v2 = data[p2 + middle];
            v3 = data[p3 + middle];
            long a = (((v1 - v3) * RootHalf) + Half) >> FractionBits;
            long b = (((v1 + v3) * RootHalf) + Half) >> FractionBits;
            data[p + middle] = v0 + a;
            data[p1 + middle] = v0 - a;
            data[p2 + middle] = v2 - b;
            data[p3 + middle] = -v2 - b;
        }
    }
}
