namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// One masked linear layer in integers. Rows are sorted so that each reads a prefix of its input:
    /// no mask is stored or multiplied.
    /// </summary>
    public sealed class PrefixLayer
    {
        /// <summary>Inputs that row r reads: the first <c>Reach[r]</c>.</summary>
        public readonly int[] Reach;

        /// <summary>The int8 weights of all rows, one row after the other, row r at <see cref="Start"/>[r].</summary>
        public readonly sbyte[] Weights;

        /// <summary>Index of each row's first weight.</summary>
        public readonly int[] Start;

        /// <summary>Requantization multiplier of each row, 0 … 32767; see <see cref="Requantization"/>.</summary>
        public readonly short[] Multiplier;

        /// <summary>Requantization shift of each row, 1 … 62.</summary>
        public readonly byte[] Shift;

        /// <summary>A layer with room for its weights.</summary>
        public PrefixLayer(int[] reach)
        {
            Reach = reach;
            Start = new int[reach.Length];
            int total = 0;
            for (int row = 0; row < reach.Length; row++)
            {
                Start[row] = total;
                total += reach[row];
            }

            Weights = new sbyte[total];
            Multiplier = new short[reach.Length];
            Shift = new byte[reach.Length];
        }
    }
}
