using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Numerics;

namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>What the integer functions make of known inputs.</summary>
    internal static class GoldenNumbers
    {
        /// <summary>Inputs of each function.</summary>
        public const int Count = 128;

        /// <summary>CRC32 of the first 0, 1, 2 … bytes of noise.</summary>
        public static int[] Crc32OfPrefixes()
        {
            IntegerNoise noise = new IntegerNoise(1);
            byte[] bytes = new byte[Count];
            for (int i = 0; i < Count; i++)
            {
                bytes[i] = (byte)noise.Signed(8);
            }

            int[] results = new int[Count];
            for (int i = 0; i < Count; i++)
            {
                results[i] = Crc32.Of(bytes, 0, i);
            }

            return results;
        }

        /// <summary>log2 of numbers of every width.</summary>
        public static int[] Logarithms()
        {
            IntegerNoise noise = new IntegerNoise(2);
            Log2Table log2 = new Log2Table();
            int[] results = new int[Count];
            for (int i = 0; i < Count; i++)
            {
                long value = noise.Wide(1 + (i / 2));
                results[i] = log2.Q8(value < 0 ? ~value : value);
            }

            return results;
        }

        /// <summary>Requantized accumulators of every width and both signs.</summary>
        public static int[] Requantized()
        {
            IntegerNoise noise = new IntegerNoise(3);
            int[] results = new int[Count];
            for (int i = 0; i < Count; i++)
            {
                int accumulator = noise.Signed(2 + (i % 31));
                int multiplier = noise.Between(0, 32768);
                results[i] = Requantization.Apply(accumulator, multiplier, 16 + (i % 47));
            }

            return results;
        }

        /// <summary>Integer square roots of numbers of every width.</summary>
        public static long[] Roots()
        {
            IntegerNoise noise = new IntegerNoise(4);
            long[] results = new long[Count];
            for (int i = 0; i < Count; i++)
            {
                long value = noise.Wide(1 + (i / 2)) >> 1;
                results[i] = IntegerRoot.Floor(value < 0 ? ~value : value);
            }

            return results;
        }

        /// <summary>2^(x/65536) in Q30.</summary>
        public static long[] Powers()
        {
            IntegerNoise noise = new IntegerNoise(5);
            long[] results = new long[Count];
            for (int i = 0; i < Count; i++)
            {
                results[i] = Exp2.FractionQ30(noise.Signed(16) + 32768);
            }

            return results;
        }

        /// <summary>Sine and cosine in Q30, one after the other, at angles in every quadrant.</summary>
        public static int[] SinesAndCosines()
        {
            IntegerNoise noise = new IntegerNoise(6);
            int[] results = new int[2 * Count];
            for (int i = 0; i < Count; i++)
            {
                int period = 8 << (i % 13);
                int index = noise.Signed(18);
                results[2 * i] = FixedTrigonometry.Sine(index, period);
                results[(2 * i) + 1] = FixedTrigonometry.Cosine(index, period);
            }

            return results;
        }
    }
}
