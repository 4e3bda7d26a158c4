namespace NanoMonitor.Core.Numerics
{
    /// <summary>Integer square root.</summary>
    public static class IntegerRoot
    {
        /// <summary>The largest r with r² ≤ <paramref name="value"/>, digit by digit in base 4.</summary>
        /// <param name="value">0 … 2⁶² − 1; anything below 1 gives 0.</param>
        public static long Floor(long value)
        {
            long root = 0;
            long bit = 1L << 60;
            while (bit > value)
            {
                bit >>= 2;
            }

            while (bit > 0)
            {
                long trial = root + bit;
                root >>= 1;
                if (value >= trial)
                {
                    value -= trial;
                    root += bit;
                }

                bit >>= 2;
            }

            return root;
        }
    }
}
