using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// Mean, peak and moments of one axis of a window, exactly about its mean. With N samples x the deviations are d = N·x − Σx, so
    /// that nothing is rounded: d is N times the deviation from the mean, |d| below 2^(sample bits + log2 N), which is at most 2²⁹.
    /// Whoever works on deviations works on d·2^<see cref="Gain"/>, whose peak has 38 − log2 N bits in every window, quiet or loud.
    /// </summary>
    public sealed class AxisMoments
    {
        /// <summary>
        /// Bits dropped from the square of d·2^gain: at most 62 − 34 remain at N = 128 and 2 fewer at each doubling, so that the sum of
        /// N squared squares stays below 2⁶³.
        /// </summary>
        public const int SquareShift = 34;

        private const int ScaledBits = 38;

        private readonly int _length;
        private readonly int _lengthBits;

        /// <summary>Σx.</summary>
        public int Sum;

        /// <summary>max |d|.</summary>
        public int Peak;

        /// <summary>The places by which deviations are scaled up.</summary>
        public int Gain;

        /// <summary>Σ t with t = (d·2^gain)² / 2^<see cref="SquareShift"/>, rounded down.</summary>
        public long Squares;

        /// <summary>Σ t².</summary>
        public long Fourths;

        /// <summary>Moments of windows of N samples.</summary>
        public AxisMoments(int length)
        {
            _length = length;
            _lengthBits = BitLength.Of(length) - 1;
        }

        /// <summary>N² times the variance in counts², which is Σd² / N, from <see cref="Squares"/>.</summary>
        public long VarianceTimesSquare
        {
            get
            {
                int shift = SquareShift - (2 * Gain) - _lengthBits;
                return shift >= 0 ? Squares << shift : Squares >> -shift;
            }
        }

        /// <summary>Sum, peak and gain of N samples, a multiple of four: what must be known before any deviation is.</summary>
        public void Measure(int[] samples)
        {
            int length = _length;
            int sum = 0;
            int least = samples[0];
            int greatest = least;
            for (int n = 0; n < length; n += 4)
            {
                int a = samples[n];
                int b = samples[n + 1];
                int c = samples[n + 2];
                int d = samples[n + 3];
                sum += a + b + c + d;
                // The lesser of two cannot be the greatest: three comparisons a pair.
                if (a < b)
                {
                    if (a < least)
                    {
                        least = a;
                    }

                    if (b > greatest)
                    {
                        greatest = b;
                    }
                }
                else
                {
                    if (b < least)
                    {
                        least = b;
                    }

                    if (a > greatest)
                    {
                        greatest = a;
                    }
                }

                if (c < d)
                {
                    if (c < least)
                    {
                        least = c;
                    }

                    if (d > greatest)
                    {
                        greatest = d;
                    }
                }
                else
                {
                    if (d < least)
                    {
                        least = d;
                    }

                    if (c > greatest)
                    {
                        greatest = c;
                    }
                }
            }

            int below = sum - (least * length);
            int above = (greatest * length) - sum;
            Sum = sum;
            Peak = above > below ? above : below;
            Gain = ScaledBits - _lengthBits - BitLength.Of(Peak);
        }
    }
}
