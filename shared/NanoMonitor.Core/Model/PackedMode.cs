namespace NanoMonitor.Core.Model
{
    /// <summary>One mode of a table laid out for evaluation: see <see cref="PackedLayer"/>.</summary>
    public sealed class PackedMode
    {
        /// <summary>As in <see cref="ModeTable"/>.</summary>
        public readonly short[] Bias;

        /// <summary>As in <see cref="ModeTable"/>.</summary>
        public readonly short[] LogSigma;

        /// <summary>The least that the features from each block of four on can add to the sum of NLLs, Q8: terms are never negative.</summary>
        public readonly int[] Floor;

        /// <summary>The masked linear skip.</summary>
        public readonly PackedLayer Skip;

        /// <summary>Null without a residual.</summary>
        public readonly short[] HiddenBias;

        /// <summary>Null without a residual.</summary>
        public readonly PackedLayer Hidden;

        /// <summary>Null without a residual.</summary>
        public readonly PackedLayer MeanHead;

        /// <summary>Null without a residual.</summary>
        public readonly PackedLayer LogSigmaHead;

        /// <summary>Packs a mode.</summary>
        public PackedMode(ModeTable mode)
        {
            Bias = mode.Bias;
            LogSigma = mode.LogSigma;
            Skip = new PackedLayer(mode.Skip, GroupMade.Clip);
            if (mode.HasResidual)
            {
                HiddenBias = mode.HiddenBias;
                Hidden = new PackedLayer(mode.Hidden, GroupMade.Clip);
                MeanHead = new PackedLayer(mode.MeanHead, short.MaxValue);
                LogSigmaHead = new PackedLayer(mode.LogSigmaHead, short.MaxValue);
            }

            Floor = new int[PackedLayer.Padded(Bias.Length) / PackedLayer.BlockRows];
            int rest = 0;
            for (int i = Bias.Length - 1; i >= 0; i--)
            {
                // A residual may take log2 σ as far down as it goes.
                rest += mode.HasResidual ? -GroupMade.LogSigmaLimit : LogSigma[i];
                Floor[i / PackedLayer.BlockRows] = rest;
            }
        }
    }
}
