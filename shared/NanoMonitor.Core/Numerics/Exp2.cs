namespace NanoMonitor.Core.Numerics
{
    /// <summary>Powers of two with a fraction in the exponent, from integers alone.</summary>
    public static class Exp2
    {
        /// <summary>2^(<paramref name="exponent"/>/2¹⁶) in Q30, for exponents 0 … 2¹⁶ − 1; relative error below 2⁻²⁵.</summary>
        /// <param name="exponent">Q16, 0 … 65535.</param>
        public static long FractionQ30(int exponent)
        {
            long result = 1L << 30;
            long root = 1L << 31;
            for (int bit = 15; bit >= 0; bit--)
            {
                // root = 2^(2^-k): the k-fold square root of two.
                root = IntegerRoot.Floor(root << 30);
                if (((exponent >> bit) & 1) != 0)
                {
                    result = ((result * root) + (1L << 29)) >> 30;
                }
            }

            return result;
        }
    }
}
