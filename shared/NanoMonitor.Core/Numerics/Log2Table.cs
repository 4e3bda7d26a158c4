namespace NanoMonitor.Core.Numerics
{
    /// <summary>Base-2 logarithm of integers in Q8, by leading zeros and a table of 256 mantissas. Error below 0.005.</summary>
    public sealed class Log2Table
    {
        private const int Entries = 256;

        private readonly byte[] _fraction = new byte[Entries];

        /// <summary>Builds the table from integers alone.</summary>
        public Log2Table()
        {
            for (int i = 0; i < Entries; i++)
            {
                // The middle of the interval that shares these eight mantissa bits.
                int fraction = (FractionQ12((2 * Entries) + (2 * i) + 1) + 8) >> 4;
                _fraction[i] = (byte)(fraction < Entries ? fraction : Entries - 1);
            }
        }

        /// <summary>log2(<paramref name="value"/>) in Q8: 0 … 16127.</summary>
        /// <param name="value">1 … 2⁶³ − 1; anything below 1 counts as 1 and gives 0.</param>
        public int Q8(long value)
        {
            if (value <= 1)
            {
                return 0;
            }

            int exponent = BitLength.Of(value) - 1;
            long mantissa = exponent >= 8 ? value >> (exponent - 8) : value << (8 - exponent);
            return (exponent * 256) + _fraction[(int)mantissa & 255];
        }

        // log2(numerator/512) in Q12 for 512 ≤ numerator < 1024: each squaring yields one binary digit.
        private static int FractionQ12(int numerator)
        {
            long power = (long)numerator << 21;
            int fraction = 0;
            for (int digit = 0; digit < 12; digit++)
            {
                power = (power * power) >> 30;
                fraction <<= 1;
                if (power >= 1L << 31)
                {
                    power >>= 1;
                    fraction |= 1;
                }
            }

            return fraction;
        }
    }
}
