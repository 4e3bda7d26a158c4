namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>
    /// Numbers without pattern, the same on every machine: the linear congruential generator of Knuth and Lewis
    /// (Numerical Recipes, "quick and dirty"), of which only the upper bits are used.
    /// </summary>
    internal sealed class IntegerNoise
    {
        private int _state;

        public IntegerNoise(int seed)
        {
            _state = seed;
        }

        /// <summary>The next number, −2^(bits−1) … 2^(bits−1) − 1.</summary>
        /// <param name="bits">1 … 32.</param>
        public int Signed(int bits)
        {
            _state = unchecked((_state * 1664525) + 1013904223);
            return _state >> (32 - bits);
        }

        /// <summary>The next number, low … high − 1.</summary>
        /// <param name="low">The least.</param>
        /// <param name="high">One above the largest; at most 2¹⁶ above the least.</param>
        public int Between(int low, int high)
        {
            return low + (int)(((Signed(16) + 32768L) * (high - low)) >> 16);
        }

        /// <summary>The next number with up to <paramref name="bits"/> bits and their sign.</summary>
        /// <param name="bits">1 … 64.</param>
        public long Wide(int bits)
        {
            long high = Signed(32);
            long middle = Signed(16) + 32768;
            long low = Signed(16) + 32768;
            return ((high << 32) + (middle << 16) + low) >> (64 - bits);
        }
    }
}
