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

        private readonly PackedMode[] _modes;
        private readonly int[] _featureAt;
        private readonly short[] _offset;
        private readonly short[] _scale;
        private readonly short[] _goldenFeatures;
        private readonly int _goldenScore;
        private readonly int[] _inverseSquare = new int[256];
        private readonly long[] _x;
        private readonly long[] _hidden;
        private readonly int[] _hiddenSums;
        private readonly int[] _means;
        private readonly int[] _meanResiduals;
        private readonly int[] _logSigmaResiduals;
        private readonly int[] _trial;

        /// <summary>The ½·log2 e·((x − μ)/σ)² terms of the chosen mode, Q8 bits, by feature: what is to blame.</summary>
        public readonly int[] Terms;

        /// <summary>Room for evaluating one table, which is not needed afterwards.</summary>
        public GroupMade(WeightTable table)
        {
            _featureAt = table.Order.FeatureAt;
            _offset = table.Offset;
            _scale = table.Scale;
            _goldenFeatures = table.GoldenFeatures;
            _goldenScore = table.GoldenScore;
            int features = table.Spec.FeatureCount;
            int padded = PackedLayer.Padded(features);
            _x = new long[padded];
            _hidden = new long[PackedLayer.Padded(table.HiddenCount)];
            _hiddenSums = new int[_hidden.Length];
            _means = new int[padded];
            _meanResiduals = new int[padded];
            _logSigmaResiduals = new int[padded];
            _trial = new int[features];
            Terms = new int[features];
            _modes = new PackedMode[table.ModeCount];
            for (int mode = 0; mode < _modes.Length; mode++)
            {
                _modes[mode] = new PackedMode(table.Modes[mode]);
            }

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

            // The mode that won last is likely to win again, and the others then give up early.
            int first = Mode;
            long best = EvaluateMode(_modes[first], long.MaxValue);
            PutTerms();
            for (int mode = 0; mode < _modes.Length; mode++)
            {
                long sum = mode == first ? best : EvaluateMode(_modes[mode], best);
                if (sum < best || (sum == best && mode < Mode))
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
            return Evaluate(_goldenFeatures) == _goldenScore;
        }

        private void Standardise(short[] features)
        {
            const int Half = 1 << (StandardiserShift - 1);
            long[] standardised = _x;
            int[] featureAt = _featureAt;
            short[] offset = _offset;
            short[] scale = _scale;
            int count = featureAt.Length;
            for (int position = 0; position < count; position++)
            {
                int feature = featureAt[position];
                int x = (((features[feature] - offset[feature]) * scale[feature]) + Half) >> StandardiserShift;
                standardised[position] = x > Clip ? Clip : x < -Clip ? -Clip : x;
            }
        }

        // Σ NLL_i in Q8, or long.MaxValue once it is sure to exceed the best; leaves the squared terms in _trial, in model order.
        private long EvaluateMode(PackedMode mode, long best)
        {
            bool hasResidual = mode.Hidden != null;
            if (hasResidual)
            {
                EvaluateHidden(mode);
            }

            long[] x = _x;
            int[] means = _means;
            int[] trial = _trial;
            int[] inverseSquare = _inverseSquare;
            int[] floor = mode.Floor;
            short[] bias = mode.Bias;
            short[] logSigmas = mode.LogSigma;
            PackedLayer skip = mode.Skip;
            int count = trial.Length;
            long sum = 0;
            int i = 0;
            for (int block = 0; i < count; block++)
            {
                if (sum + floor[block] > best)
                {
                    return long.MaxValue;
                }

                skip.Apply(block, x, means);
                if (hasResidual)
                {
                    mode.MeanHead.Apply(block, _hidden, _meanResiduals);
                    mode.LogSigmaHead.Apply(block, _hidden, _logSigmaResiduals);
                }

                int end = i + PackedLayer.BlockRows;
                if (end > count)
                {
                    end = count;
                }

                for (; i < end; i++)
                {
                    int mean = bias[i] + means[i];
                    int logSigma = logSigmas[i];
                    if (hasResidual)
                    {
                        mean += _meanResiduals[i];
                        logSigma += _logSigmaResiduals[i];
                        logSigma = logSigma > LogSigmaLimit ? LogSigmaLimit : logSigma < -LogSigmaLimit ? -LogSigmaLimit : logSigma;
                    }

                    // ½·log2 e·(deviation/σ)² in Q8, rounded; deviation is Q11, log2 σ Q8.
                    long deviation = ((int)x[i] * 8) - mean;
                    int exponent = 2 * logSigma;
                    long scaled = deviation * deviation * inverseSquare[exponent & 255];
                    long term = ((scaled >> (TermShift - 1 + (exponent >> 8))) + 1) >> 1;
                    if (term > TermLimit)
                    {
                        term = TermLimit;
                    }

                    trial[i] = (int)term;
                    sum += logSigma + term;
                }
            }

            return sum;
        }

        private void EvaluateHidden(PackedMode mode)
        {
            short[] bias = mode.HiddenBias;
            long[] hidden = _hidden;
            int[] sums = _hiddenSums;
            for (int block = 0; block * PackedLayer.BlockRows < bias.Length; block++)
            {
                mode.Hidden.Apply(block, _x, sums);
            }

            for (int unit = 0; unit < bias.Length; unit++)
            {
                int activation = bias[unit] + sums[unit];
                hidden[unit] = activation < 0 ? 0 : activation > short.MaxValue ? short.MaxValue : activation;
            }
        }

        private void PutTerms()
        {
            int[] trial = _trial;
            int[] terms = Terms;
            int[] featureAt = _featureAt;
            int count = trial.Length;
            for (int position = 0; position < count; position++)
            {
                terms[featureAt[position]] = trial[position];
            }
        }
    }
}
