namespace NanoMonitor.Core.Numerics
{
    /// <summary>The number of bits of an integer.</summary>
    public static class BitLength
    {
        /// <summary>The least b with <paramref name="value"/> below 2^b; 0 for anything below 1.</summary>
        public static int Of(long value)
        {
            int bits = 0;
            if (value >= 1L << 32)
            {
                value >>= 32;
                bits = 32;
            }

            if (value >= 1 << 16)
            {
                value >>= 16;
                bits += 16;
            }

            if (value >= 1 << 8)
            {
                value >>= 8;
                bits += 8;
            }

            if (value >= 1 << 4)
            {
                value >>= 4;
                bits += 4;
            }

            // Of the last four bits: 1 → 1, 2 and 3 → 2, 4 … 7 → 3, 8 … 15 → 4.
            return value >= 4 ? (value >= 8 ? bits + 4 : bits + 3)
                : value >= 2 ? bits + 2
                : value >= 1 ? bits + 1
                : bits;
        }
    }
}
