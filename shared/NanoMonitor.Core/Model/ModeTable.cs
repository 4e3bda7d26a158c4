namespace NanoMonitor.Core.Model
{
    /// <summary>The integer parameters of one mode (operating point) of a Group MADE. Rows are in model order.</summary>
    public sealed class ModeTable
    {
        /// <summary>b_i: constant part of each conditional mean, Q11 (2048 = 1 σ of training).</summary>
        public readonly short[] Bias;

        /// <summary>c_i: constant part of log2 of each conditional standard deviation, Q8, −2048 … 2048.</summary>
        public readonly short[] LogSigma;

        /// <summary>The masked linear skip: row i reads the i earlier features (Q8) and adds to the mean (Q11).</summary>
        public readonly PrefixLayer Skip;

        /// <summary>Bias of each hidden unit, Q8; null without a residual.</summary>
        public readonly short[] HiddenBias;

        /// <summary>Features (Q8) to hidden units (Q8, then rectified); null without a residual.</summary>
        public readonly PrefixLayer Hidden;

        /// <summary>Hidden units (Q8) to the residual of the conditional means (Q11); null without a residual.</summary>
        public readonly PrefixLayer MeanHead;

        /// <summary>Hidden units (Q8) to the residual of log2 σ (Q8); null without a residual.</summary>
        public readonly PrefixLayer LogSigmaHead;

        /// <summary>Room for one mode.</summary>
        /// <param name="order">The group order.</param>
        /// <param name="hiddenCount">Hidden units of its residual; 0 for none.</param>
        public ModeTable(GroupOrder order, int hiddenCount)
        {
            int features = order.FeatureAt.Length;
            Bias = new short[features];
            LogSigma = new short[features];
            int[] earlier = new int[features];
            for (int i = 0; i < features; i++)
            {
                earlier[i] = i;
            }

            Skip = new PrefixLayer(earlier);
            if (hiddenCount > 0)
            {
                HiddenBias = new short[hiddenCount];
                Hidden = new PrefixLayer(order.HiddenReach(hiddenCount));
                MeanHead = new PrefixLayer(order.OutputReach(hiddenCount));
                LogSigmaHead = new PrefixLayer(order.OutputReach(hiddenCount));
            }
        }

        /// <summary>Whether the mode has a residual network.</summary>
        public bool HasResidual
        {
            get { return Hidden != null; }
        }
    }
}
