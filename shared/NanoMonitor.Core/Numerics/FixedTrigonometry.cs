namespace NanoMonitor.Core.Numerics
{
    /// <summary>
    /// Sine and cosine in Q30 from integers alone, so that the node and the host build identical tables.
    /// Error below 4·2⁻³⁰.
    /// </summary>
    public static class FixedTrigonometry
    {
        /// <summary>1.0 in Q30.</summary>
        public const int One = 1 << 30;

        // π in Q40.
        private const long Pi = 3454217652358;

        /// <summary>sin(2π·index/period) in Q30, −2³⁰ … 2³⁰.</summary>
        /// <param name="index">Any integer.</param>
        /// <param name="period">A positive multiple of 8, at most 2¹⁶.</param>
        public static int Sine(int index, int period)
        {
            index %= period;
            if (index < 0)
            {
                index += period;
            }

            int half = period / 2;
            if (index >= half)
            {
                return -Sine(index - half, period);
            }

            int quarter = period / 4;
            if (index > quarter)
            {
                index = half - index;
            }

            int eighth = period / 8;
            return index <= eighth
                ? SineSeries(Angle(index, period))
                : CosineSeries(Angle(quarter - index, period));
        }

        /// <summary>cos(2π·index/period) in Q30, −2³⁰ … 2³⁰.</summary>
        /// <param name="index">Any integer.</param>
        /// <param name="period">A positive multiple of 8, at most 2¹⁶.</param>
        public static int Cosine(int index, int period)
        {
            return Sine(index + (period / 4), period);
        }

        // 2π·index/period in Q30.
        private static long Angle(int index, int period)
        {
            return (2 * Pi * index / period) >> 10;
        }

        // Taylor series in Horner form for 0 … π/4, where the first term left out is below 2⁻³⁰.
        private static int SineSeries(long x)
        {
            long square = (x * x) >> 30;
            long sum = One - (square / 110);
            sum = One - (((square * sum) >> 30) / 72);
            sum = One - (((square * sum) >> 30) / 42);
            sum = One - (((square * sum) >> 30) / 20);
            sum = One - (((square * sum) >> 30) / 6);
            return (int)((x * sum) >> 30);
        }

        private static int CosineSeries(long x)
        {
            long square = (x * x) >> 30;
            long sum = One - (square / 90);
            sum = One - (((square * sum) >> 30) / 56);
            sum = One - (((square * sum) >> 30) / 30);
            sum = One - (((square * sum) >> 30) / 12);
            sum = One - (((square * sum) >> 30) / 2);
            return (int)sum;
        }
    }
}
