namespace NanoMonitor.Core.Binary
{
    /// <summary>
    /// CRC-32 of IEEE 802.3 (reflected, polynomial 0x04C11DB7, initial and final value all ones; the CRC of "123456789"
    /// is 0xCBF43926), as the 32 bits of an <c>int</c>. Four bits a step: 16 table entries instead of 256.
    /// </summary>
    public static class Crc32
    {
        private const int ReversedPolynomial = -306674912; // 0xEDB88320

        private static readonly int[] Table = MakeTable();

        public static int Of(byte[] bytes, int offset, int count)
        {
            return Continue(0, bytes, offset, count);
        }

        /// <summary>The CRC of what gave <paramref name="crc"/> (0 for nothing) followed by these bytes.</summary>
        public static int Continue(int crc, byte[] bytes, int offset, int count)
        {
            int[] table = Table;
            int state = ~crc;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                state ^= bytes[i];
                state = (state >> 4 & 0x0FFFFFFF) ^ table[state & 15];
                state = (state >> 4 & 0x0FFFFFFF) ^ table[state & 15];
            }

            return ~state;
        }

        private static int[] MakeTable()
        {
            int[] table = new int[16];
            for (int i = 0; i < 16; i++)
            {
                int value = i;
                for (int bit = 0; bit < 4; bit++)
                {
                    int shifted = value >> 1 & 0x7FFFFFFF;
                    value = (value & 1) != 0 ? shifted ^ ReversedPolynomial : shifted;
                }

                table[i] = value;
            }

            return table;
        }
    }
}
