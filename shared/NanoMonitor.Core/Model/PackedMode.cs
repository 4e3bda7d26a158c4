namespace NanoMonitor.Core.Model
{
    /// <summary>One mode of a table laid out for evaluation: see <see cref="PackedLayer"/>.</summary>
    public sealed class PackedMode
    {
        /// <summary>The masked linear skip, with the constant part of the means.</summary>
        public readonly PackedLayer Skip;

        /// <summary>The least sum of NLLs, Q8: all squared terms 0.</summary>
        public readonly long LeastSum;

        /// <summary>Factor of each row's squared deviation, Q15: ½·log2 e/σ² without its power of two; null with a residual.</summary>
        public readonly short[] InverseSquare;

        /// <summary>The shift that brings the product to Q9; null with a residual.</summary>
        public readonly byte[] TermShift;

        /// <summary>Null without a residual.</summary>
        public readonly PackedLayer Hidden;

        /// <summary>Null without a residual.</summary>
        public readonly PackedLayer MeanHead;

        /// <summary>With the constant part of log2 σ; null without a residual.</summary>
        public readonly PackedLayer LogSigmaHead;

        /// <summary>Packs a mode; it is not needed afterwards.</summary>
        /// <param name="mode">The mode.</param>
        /// <param name="inverseSquare">½·log2 e·2^(−i/256), Q15.</param>
        public PackedMode(ModeTable mode, int[] inverseSquare)
        {
            Skip = new PackedLayer(mode.Skip, mode.Bias, GroupMade.Clip);
            int count = mode.Bias.Length;
            if (mode.HasResidual)
            {
                Hidden = new PackedLayer(mode.Hidden, mode.HiddenBias, GroupMade.Clip);
                MeanHead = new PackedLayer(mode.MeanHead, null, short.MaxValue);
                LogSigmaHead = new PackedLayer(mode.LogSigmaHead, mode.LogSigma, short.MaxValue);

                // A residual may take log2 σ as far down as it goes.
                LeastSum = -GroupMade.LogSigmaLimit * count;
                return;
            }

            InverseSquare = new short[count];
            TermShift = new byte[count];
            for (int i = 0; i < count; i++)
            {
                int exponent = 2 * mode.LogSigma[i];
                InverseSquare[i] = (short)inverseSquare[exponent & 255];
                TermShift[i] = (byte)(GroupMade.TermShift + (exponent >> 8));
                LeastSum += mode.LogSigma[i];
            }
        }
    }
}
