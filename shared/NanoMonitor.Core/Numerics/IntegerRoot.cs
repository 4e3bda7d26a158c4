namespace NanoMonitor.Core.Numerics
{
    /// <summary>Integer square root.</summary>
    public static class IntegerRoot
    {
        /// <summary>The largest r with r² ≤ <paramref name="value"/>: Newton's iteration from above, which falls until it is there.</summary>
        /// <param name="value">0 … 2⁶² − 1; anything below 1 gives 0.</param>
        public static long Floor(long value)
        {
            if (value < 1)
            {
                return 0;
            }

            long root = 1L << ((BitLength.Of(value) + 1) >> 1);
            long next = (root + (value / root)) >> 1;
            while (next < root)
            {
                root = next;
                next = (root + (value / root)) >> 1;
            }

            return root;
        }
    }
}
