namespace NanoMonitor.Core.Model
{
    /// <summary>From an accumulator back to a fixed-point value: multiply and shift with a single rounding.</summary>
    public static class Requantization
    {
        /// <summary>accumulator · multiplier / 2^shift, halves rounded up, also for negative values.</summary>
        /// <param name="accumulator">Any int.</param>
        /// <param name="multiplier">0 … 32767.</param>
        /// <param name="shift">1 … 62.</param>
        public static int Apply(int accumulator, int multiplier, int shift)
        {
            return (int)(((((long)accumulator * multiplier) >> (shift - 1)) + 1) >> 1);
        }
    }
}
