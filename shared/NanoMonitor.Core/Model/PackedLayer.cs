namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// A <see cref="PrefixLayer"/> laid out for few instructions: four rows at a time, two to a number, and each row's rounding and
    /// bias in one summand.
    /// </summary>
    /// <remarks>
    /// Packing: the weights a, b of two rows stand in one number as a + b·2^k. Then Σ (a + b·2^k)·x = Σ a·x + 2^k·Σ b·x, and one
    /// multiplication serves both rows. If the first sum fits k bits with its sign, it is the low k bits of the total; what is left is
    /// 2^k times the second, which may be as large as it likes. With k = 24 both weights fit an int; the layer is stored so where
    /// Σ|a| times the largest input stays below 2²³, which is all but certain for inputs of 12 bits. Otherwise k = 32 in longs, twice
    /// the memory, where it always fits: at most 255 weights of 8 bits, and 255·128·32768 is below 2³¹.
    /// Rows are filled up with zero weights, to the longest of their four and to a multiple of four. Four weights of the first two rows
    /// and four of the last two take turns.
    /// The value of a row with bias b is (int)((sum·multiplier + offset) >> shift) with offset = 2^(shift − 1) + b·2^shift, which is
    /// b plus what <see cref="Requantization"/> gives.
    /// </remarks>
    public sealed class PackedLayer
    {
        /// <summary>Rows that are summed at a time; lengths of inputs and sums are multiples of it.</summary>
        public const int BlockRows = 4;

        private const int NarrowBits = 24;
        private const int WideBits = 32;

        // From the next shift on a product, which has 46 bits, rounds to 0; up to here offsets stay below 2⁶³.
        private const int MostShift = 47;

        private readonly int[] _narrow;
        private readonly long[] _wide;
        private readonly int[] _start;

        /// <summary>Multiplier of each row, padded.</summary>
        public readonly short[] Multiplier;

        /// <summary>Rounding and bias of each row, padded.</summary>
        public readonly long[] Offset;

        /// <summary>Shift of each row, padded.</summary>
        public readonly byte[] Shift;

        /// <summary>Packs a layer; it is not needed afterwards.</summary>
        /// <param name="layer">The layer.</param>
        /// <param name="bias">Of each row; null for none.</param>
        /// <param name="inputLimit">The largest magnitude of an input, at most 32768.</param>
        public PackedLayer(PrefixLayer layer, short[] bias, int inputLimit)
        {
            int rows = layer.Reach.Length;
            int padded = Padded(rows);
            Multiplier = new short[padded];
            Offset = new long[padded];
            Shift = new byte[padded];
            _start = new int[(padded / BlockRows) + 1];
            bool narrow = true;
            for (int row = 0; row < padded; row++)
            {
                bool counts = row < rows && layer.Shift[row] <= MostShift;
                int shift = counts ? layer.Shift[row] : 1;
                Multiplier[row] = counts ? layer.Multiplier[row] : (short)0;
                Shift[row] = (byte)shift;
                Offset[row] = (1L << (shift - 1)) + ((long)(bias == null || row >= rows ? 0 : bias[row]) << shift);
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

        /// <summary>Sums the products of some rows.</summary>
        /// <param name="row">The first row, a multiple of <see cref="BlockRows"/>.</param>
        /// <param name="end">Behind the last one; its block is summed whole.</param>
        /// <param name="input">int16 values, padded with anything.</param>
        /// <param name="sums">By row, padded.</param>
        public void Sum(int row, int end, long[] input, long[] sums)
        {
            if (_narrow != null)
            {
                SumNarrow(row, end, input, sums);
            }
            else
            {
                SumWide(row, end, input, sums);
            }
        }

        /// <summary>As <see cref="Sum"/>, then makes the rows' values of their sums.</summary>
        public void Apply(int row, int end, long[] input, long[] values)
        {
            Sum(row, end, input, values);
            short[] multiplier = Multiplier;
            long[] offset = Offset;
            byte[] shift = Shift;
            for (; row < end; row++)
            {
                values[row] = (int)(((values[row] * multiplier[row]) + offset[row]) >> shift[row]);
            }
        }

        private void SumNarrow(int row, int end, long[] input, long[] sums)
        {
            int[] weights = _narrow;
            int[] start = _start;
            int block = row / BlockRows;
            int at = start[block];
            for (; row < end; row += BlockRows)
            {
                int stop = start[++block];
                long sum01 = 0;
                long sum23 = 0;
                for (int i = 0; at < stop; i += 4)
                {
                    long x0 = input[i];
                    long x1 = input[i + 1];
                    long x2 = input[i + 2];
                    long x3 = input[i + 3];
                    sum01 += (weights[at] * x0) + (weights[at + 1] * x1) + (weights[at + 2] * x2) + (weights[at + 3] * x3);
                    sum23 += (weights[at + 4] * x0) + (weights[at + 5] * x1) + (weights[at + 6] * x2) + (weights[at + 7] * x3);
                    at += 8;
                }

                long low = sum01 << (64 - NarrowBits) >> (64 - NarrowBits);
                sums[row] = low;
                sums[row + 1] = (sum01 - low) >> NarrowBits;
                low = sum23 << (64 - NarrowBits) >> (64 - NarrowBits);
                sums[row + 2] = low;
                sums[row + 3] = (sum23 - low) >> NarrowBits;
            }
        }

        // As SumNarrow, over longs: the node has no generics, and a cast to int is the cheaper way to the low lane here.
        private void SumWide(int row, int end, long[] input, long[] sums)
        {
            long[] weights = _wide;
            int[] start = _start;
            int block = row / BlockRows;
            int at = start[block];
            for (; row < end; row += BlockRows)
            {
                int stop = start[++block];
                long sum01 = 0;
                long sum23 = 0;
                for (int i = 0; at < stop; i += 4)
                {
                    long x0 = input[i];
                    long x1 = input[i + 1];
                    long x2 = input[i + 2];
                    long x3 = input[i + 3];
                    sum01 += (weights[at] * x0) + (weights[at + 1] * x1) + (weights[at + 2] * x2) + (weights[at + 3] * x3);
                    sum23 += (weights[at + 4] * x0) + (weights[at + 5] * x1) + (weights[at + 6] * x2) + (weights[at + 7] * x3);
                    at += 8;
                }

                long low = (int)sum01;
                sums[row] = low;
                sums[row + 1] = (sum01 - low) >> WideBits;
                low = (int)sum23;
                sums[row + 2] = low;
                sums[row + 3] = (sum23 - low) >> WideBits;
            }
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
