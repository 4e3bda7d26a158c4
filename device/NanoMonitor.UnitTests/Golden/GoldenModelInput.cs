namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>Feature vectors that a golden weight table is to score.</summary>
    internal static class GoldenModelInput
    {
        /// <summary>Vectors of each table.</summary>
        public const int Count = 6;

        /// <summary>One vector: ordinary ones of several widths, one (2) far outside, one (3) at the ends of int16.</summary>
        /// <param name="table">Which table.</param>
        /// <param name="index">0 … <see cref="Count"/> − 1.</param>
        /// <param name="featureCount">D.</param>
        public static short[] Create(int table, int index, int featureCount)
        {
            IntegerNoise noise = new IntegerNoise((table * 1000) + index);
            short[] features = new short[featureCount];
            for (int i = 0; i < features.Length; i++)
            {
                int bits = index == 2 ? 16 : 9 + index;
                int value = index == 3 ? (i % 2 == 0 ? short.MinValue : short.MaxValue) : noise.Signed(bits);
                features[i] = (short)value;
            }

            return features;
        }
    }
}
