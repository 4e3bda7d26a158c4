using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// Evaluates a weight table: the negative log-likelihood, in bits per feature, of a feature vector under a mixture of Group
    /// MADE modes, in integers only. Allocates nothing after construction.
    /// </summary>
    /// <remarks>
    /// NLL_i = log2 σ_i + ½·log2 e·((x_i − μ_i)/σ_i)², without the constant ½·log2 2π. The score is the minimum over the modes of
    /// the mean over the features.
    /// </remarks>
    public sealed class GroupMade
    {
        /// <summary>Inputs are clipped at ± this, Q8: 8 σ of training.</summary>
        public const int Clip = 2048;

        /// <summary>Shift of the standardiser: x = ((feature − offset)·scale + 512) >> 10.</summary>
        public const int StandardiserShift = 10;

        /// <summary>log2 σ stays within ± this, Q8.</summary>
        public const int LogSigmaLimit = 2048;

        /// <summary>The largest squared term of one feature, Q8 bits.</summary>
        public const int TermLimit = 1 << 26;

        // ½·log2 e in Q15.
        private const int HalfLog2E = 23637;

        // Squares are Q22, the table Q15, terms Q8.
        private const int TermShift = 29;

        private readonly WeightTable _table;
        private readonly int[] _inverseSquare = new int[256];
        private readonly short[] _x;
        private readonly short[] _hidden;
        private readonly int[] _trial;

        /// <summary>The ½·log2 e·((x − μ)/σ)² terms of the chosen mode, Q8 bits, by feature: what is to blame.</summary>
        public readonly int[] Terms;

        /// <summary>Room for evaluating one table.</summary>
        public GroupMade(WeightTable table)
        {
            _table = table;
            int features = table.Spec.FeatureCount;
            _x = new short[features];
            _hidden = new short[table.HiddenCount];
            _trial = new int[features];
            Terms = new int[features];
            for (int i = 0; i < 256; i++)
            {
                // ½·log2 e·2^(−i/256): 2^(1 − i/256) keeps the exponent positive.
                long power = i == 0 ? 1L << 30 : Exp2.FractionQ30((256 - i) << 8) >> 1;
                _inverseSquare[i] = (int)(((power * HalfLog2E) + (1L << 29)) >> 30);
            }
        }

        /// <summary>The mode (operating point) of the last score.</summary>
        public int Mode { get; private set; }

        /// <summary>The score of one feature vector.</summary>
        /// <param name="features">D features as the extractor gives them.</param>
        /// <returns>Bits per feature, Q12; higher is less normal.</returns>
        public int Evaluate(short[] features)
        {
            Standardise(features);
            long best = long.MaxValue;
            for (int mode = 0; mode < _table.ModeCount; mode++)
            {
                long sum = EvaluateMode(_table.Modes[mode]);
                if (sum < best)
                {
                    best = sum;
                    Mode = mode;
                    PutTerms();
                }
            }

            return (int)(best * 16 / features.Length);
        }

        /// <summary>Whether this build reproduces the score of the table's golden vector exactly.</summary>
        public bool ReproducesGoldenScore()
        {
            return Evaluate(_table.GoldenFeatures) == _table.GoldenScore;
        }

        private void Standardise(short[] features)
        {
            int half = 1 << (StandardiserShift - 1);
            for (int position = 0; position < _x.Length; position++)
            {
                int feature = _table.Order.FeatureAt[position];
                int x = (((features[feature] - _table.Offset[feature]) * _table.Scale[feature]) + half) >> StandardiserShift;
                _x[position] = (short)(x > Clip ? Clip : x < -Clip ? -Clip : x);
            }
        }

        // Σ NLL_i in Q8; leaves the squared terms in _trial, in model order.
        private long EvaluateMode(ModeTable mode)
        {
            if (mode.HasResidual)
            {
                EvaluateHidden(mode);
            }

            long sum = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                int mean = mode.Bias[i] + mode.Skip.Apply(i, _x);
                int logSigma = mode.LogSigma[i];
                if (mode.HasResidual)
                {
                    mean += mode.MeanHead.Apply(i, _hidden);
                    logSigma += mode.LogSigmaHead.Apply(i, _hidden);
                    logSigma = logSigma > LogSigmaLimit ? LogSigmaLimit : logSigma < -LogSigmaLimit ? -LogSigmaLimit : logSigma;
                }

                int term = SquaredTerm((_x[i] << 3) - mean, logSigma);
                _trial[i] = term;
                sum += logSigma + term;
            }

            return sum;
        }

        private void EvaluateHidden(ModeTable mode)
        {
            for (int unit = 0; unit < mode.HiddenBias.Length; unit++)
            {
                int activation = mode.HiddenBias[unit] + mode.Hidden.Apply(unit, _x);
                _hidden[unit] = (short)(activation < 0 ? 0 : activation > short.MaxValue ? short.MaxValue : activation);
            }
        }

        // ½·log2 e·(deviation/σ)² in Q8, rounded; deviation is Q11, log2 σ Q8.
        private int SquaredTerm(long deviation, int logSigma)
        {
            int exponent = 2 * logSigma;
            int shift = TermShift + (exponent >> 8);
            long scaled = deviation * deviation * _inverseSquare[exponent & 255];
            long term = ((scaled >> (shift - 1)) + 1) >> 1;
            return term > TermLimit ? TermLimit : (int)term;
        }

        private void PutTerms()
        {
            for (int position = 0; position < _trial.Length; position++)
            {
                Terms[_table.Order.FeatureAt[position]] = _trial[position];
            }
        }
    }
}
