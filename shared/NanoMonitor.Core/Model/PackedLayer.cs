namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// A <see cref="PrefixLayer"/> laid out for few instructions: four rows at a time, two to a number.
    /// </summary>
    /// <remarks>
    /// Packing: the weights a, b of two rows stand in one number as a + b·2^k. Then Σ (a + b·2^k)·x = Σ a·x + 2^k·Σ b·x, and one
    /// multiplication serves both rows. If the first sum fits k bits with its sign, it is the low k bits of the total; what is left is
    /// 2^k times the second, which may be as large as it likes. With k = 24 both weights fit an int; the layer is stored so where
    /// Σ|a| times the largest input stays below 2²³, which is all but certain for inputs of 12 bits. Otherwise k = 32 in longs, twice
    /// the memory, where it always fits: at most 255 weights of 8 bits, and 255·128·32768 is below 2³¹.
    /// Rows are filled up with zero weights, to the longest of their four and to a multiple of four. Four weights of the first two rows
    /// and four of the last two take turns.
    /// </remarks>
    public sealed class PackedLayer
    {
        /// <summary>Rows that <see cref="Apply"/> computes at a time; lengths of inputs and outputs are multiples of it.</summary>
        public const int BlockRows = 4;

        private const int NarrowBits = 24;
        private const int WideBits = 32;

        private readonly int[] _narrow;
        private readonly long[] _wide;
        private readonly int[] _start;
        private readonly short[] _multiplier;
        private readonly byte[] _shift;

        /// <summary>Packs a layer; it is not needed afterwards.</summary>
        /// <param name="layer">The layer.</param>
        /// <param name="inputLimit">The largest magnitude of an input, at most 32768.</param>
        public PackedLayer(PrefixLayer layer, int inputLimit)
        {
            int rows = layer.Reach.Length;
            int padded = Padded(rows);
            _multiplier = new short[padded];
            _shift = new byte[padded];
            _start = new int[(padded / BlockRows) + 1];
            bool narrow = true;
            for (int row = 0; row < padded; row++)
            {
                bool exists = row < rows;
                _multiplier[row] = exists ? layer.Multiplier[row] : (short)0;
                _shift[row] = exists ? layer.Shift[row] : (byte)1;
                narrow = narrow && IsNarrow(layer, row, inputLimit);
                if (row % BlockRows == 0)
                {
                    _start[(row / BlockRows) + 1] = _start[row / BlockRows] + (2 * Padded(LongestReach(layer, row)));
                }
            }

            int length = _start[padded / BlockRows];
            _narrow = narrow ? new int[length] : null;
            _wide = narrow ? null : new long[length];
            for (int block = 0; block < padded / BlockRows; block++)
            {
                Pack(layer, block);
            }
        }

        /// <summary>The next multiple of <see cref="BlockRows"/>.</summary>
        public static int Padded(int count)
        {
            return (count + BlockRows - 1) / BlockRows * BlockRows;
        }

        /// <summary>Four rows: each one's sum of products over <paramref name="input"/>, requantized.</summary>
        /// <param name="block">Rows 4·block … 4·block + 3.</param>
        /// <param name="input">int16 values, padded with anything.</param>
        /// <param name="output">All rows of the layer, padded; four are written.</param>
        public void Apply(int block, long[] input, int[] output)
        {
            int[] narrow = _narrow;
            int at = _start[block];
            int end = _start[block + 1];
            long sum01 = 0;
            long sum23 = 0;
            long row0;
            long row1;
            long row2;
            long row3;
            if (narrow != null)
            {
                for (int i = 0; at < end; i += 4)
                {
                    long x0 = input[i];
                    long x1 = input[i + 1];
                    long x2 = input[i + 2];
                    long x3 = input[i + 3];
                    sum01 += (narrow[at] * x0) + (narrow[at + 1] * x1) + (narrow[at + 2] * x2) + (narrow[at + 3] * x3);
                    sum23 += (narrow[at + 4] * x0) + (narrow[at + 5] * x1) + (narrow[at + 6] * x2) + (narrow[at + 7] * x3);
                    at += 8;
                }

                row0 = sum01 << (64 - NarrowBits) >> (64 - NarrowBits);
                row1 = (sum01 - row0) >> NarrowBits;
                row2 = sum23 << (64 - NarrowBits) >> (64 - NarrowBits);
                row3 = (sum23 - row2) >> NarrowBits;
            }
            else
            {
                long[] wide = _wide;
                for (int i = 0; at < end; i += 4)
                {
                    long x0 = input[i];
                    long x1 = input[i + 1];
                    long x2 = input[i + 2];
                    long x3 = input[i + 3];
                    sum01 += (wide[at] * x0) + (wide[at + 1] * x1) + (wide[at + 2] * x2) + (wide[at + 3] * x3);
                    sum23 += (wide[at + 4] * x0) + (wide[at + 5] * x1) + (wide[at + 6] * x2) + (wide[at + 7] * x3);
                    at += 8;
                }

                row0 = (int)sum01;
                row1 = (sum01 - row0) >> WideBits;
                row2 = (int)sum23;
                row3 = (sum23 - row2) >> WideBits;
            }

            short[] multiplier = _multiplier;
            byte[] shift = _shift;
            int row = block * BlockRows;
            output[row] = (int)(((row0 * multiplier[row] >> (shift[row] - 1)) + 1) >> 1);
            row++;
            output[row] = (int)(((row1 * multiplier[row] >> (shift[row] - 1)) + 1) >> 1);
            row++;
            output[row] = (int)(((row2 * multiplier[row] >> (shift[row] - 1)) + 1) >> 1);
            row++;
            output[row] = (int)(((row3 * multiplier[row] >> (shift[row] - 1)) + 1) >> 1);
        }

        private void Pack(PrefixLayer layer, int block)
        {
            int row = block * BlockRows;
            int pairs = (_start[block + 1] - _start[block]) / 2;
            for (int i = 0; i < pairs; i++)
            {
                int at = _start[block] + (i / 4 * 8) + (i % 4);
                Put(at, WeightOrZero(layer, row, i), WeightOrZero(layer, row + 1, i));
                Put(at + 4, WeightOrZero(layer, row + 2, i), WeightOrZero(layer, row + 3, i));
            }
        }

        private void Put(int at, int first, int second)
        {
            if (_narrow != null)
            {
                _narrow[at] = first + (second << NarrowBits);
            }
            else
            {
                _wide[at] = first + ((long)second << WideBits);
            }
        }

        private static int LongestReach(PrefixLayer layer, int row)
        {
            int reach = 0;
            for (int i = row; i < row + BlockRows && i < layer.Reach.Length; i++)
            {
                reach = layer.Reach[i] > reach ? layer.Reach[i] : reach;
            }

            return reach;
        }

        // −128 above a negative weight would not fit an int.
        private static bool IsNarrow(PrefixLayer layer, int row, int inputLimit)
        {
            int sum = 0;
            for (int i = 0; row < layer.Reach.Length && i < layer.Reach[row]; i++)
            {
                int weight = layer.Weights[layer.Start[row] + i];
                sum += weight < 0 ? -weight : weight;
                if (weight == sbyte.MinValue)
                {
                    return false;
                }
            }

            return (row & 1) != 0 || sum * inputLimit < 1 << (NarrowBits - 1);
        }

        private static int WeightOrZero(PrefixLayer layer, int row, int i)
        {
            return row < layer.Reach.Length && i < layer.Reach[row] ? layer.Weights[layer.Start[row] + i] : 0;
        }
    }
}
