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

        /// <summary>Squares are Q22 and their factors Q15; before its last place is rounded off a term is Q9.</summary>
        public const int TermShift = 28;

        // Rows between two looks at whether a mode can still be the best.
        private const int RowsAtATime = 16;

        private readonly PackedMode[] _modes;
        private readonly int[] _featureAt;
        private readonly short[] _offset;
        private readonly short[] _scale;
        private readonly short[] _goldenFeatures;
        private readonly int _goldenScore;
        private readonly int[] _inverseSquare;
        private readonly long[] _x;
        private readonly long[] _hidden;
        private readonly long[] _values;
        private readonly long[] _residuals;
        private readonly long[] _logSigmas;
        private int[] _trial;

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
            int hidden = PackedLayer.Padded(table.HiddenCount);
            _x = new long[padded];
            _values = new long[padded];
            _trial = new int[features];
            Terms = new int[features];
            int[] inverseSquare = new int[256];
            for (int i = 0; i < 256; i++)
            {
                // ½·log2 e·2^(−i/256): 2^(1 − i/256) keeps the exponent positive.
                long power = i == 0 ? 1L << 30 : Exp2.FractionQ30((256 - i) << 8) >> 1;
                inverseSquare[i] = (int)(((power * HalfLog2E) + (1L << 29)) >> 30);
            }

            if (hidden > 0)
            {
                _hidden = new long[hidden];
                _residuals = new long[padded];
                _logSigmas = new long[padded];
                _inverseSquare = inverseSquare;
            }

            _modes = new PackedMode[table.ModeCount];
            for (int mode = 0; mode < _modes.Length; mode++)
            {
                _modes[mode] = new PackedMode(table.Modes[mode], inverseSquare);
            }
        }

        /// <summary>The ½·log2 e·((x − μ)/σ)² terms of the chosen mode, Q8 bits, by feature: what is to blame.</summary>
        public int[] Terms { get; private set; }

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
            KeepTrial();
            for (int mode = 0; mode < _modes.Length; mode++)
            {
                long sum = mode == first ? best : EvaluateMode(_modes[mode], best);
                if (sum < best || (sum == best && mode < Mode))
                {
                    best = sum;
                    Mode = mode;
                    KeepTrial();
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

        // Σ NLL_i in Q8, or long.MaxValue once it is sure to exceed the best; leaves the squared terms in _trial, by feature. The sum
        // begins at the least it can be and only grows.
        private long EvaluateMode(PackedMode mode, long best)
        {
            return mode.Hidden == null ? EvaluateLinear(mode, best) : EvaluateResidual(mode, best);
        }

        private long EvaluateLinear(PackedMode mode, long best)
        {
            long[] x = _x;
            long[] sums = _values;
            short[] multiplier = mode.Skip.Multiplier;
            long[] offset = mode.Skip.Offset;
            byte[] shift = mode.Skip.Shift;
            short[] inverseSquare = mode.InverseSquare;
            byte[] termShift = mode.TermShift;
            int[] trial = _trial;
            int[] featureAt = _featureAt;
            int count = trial.Length;
            long sum = mode.LeastSum;
            for (int i = 0; i < count;)
            {
                if (sum > best)
                {
                    return long.MaxValue;
                }

                int end = i + RowsAtATime > count ? count : i + RowsAtATime;
                mode.Skip.Sum(i, end, x, sums);
                for (; i < end; i++)
                {
                    // ½·log2 e·(deviation/σ)² in Q8, rounded; deviation is Q11.
                    long deviation = (int)((x[i] << 3) - (((sums[i] * multiplier[i]) + offset[i]) >> shift[i]));
                    long term = ((deviation * deviation * inverseSquare[i] >> termShift[i]) + 1) >> 1;
                    if (term > TermLimit)
                    {
                        term = TermLimit;
                    }

                    trial[featureAt[i]] = (int)term;
                    sum += term;
                }
            }

            return sum;
        }

        private long EvaluateResidual(PackedMode mode, long best)
        {
            EvaluateHidden(mode.Hidden);
            long[] x = _x;
            long[] means = _values;
            long[] residuals = _residuals;
            long[] logSigmas = _logSigmas;
            int[] inverseSquare = _inverseSquare;
            int[] trial = _trial;
            int[] featureAt = _featureAt;
            int count = trial.Length;
            long sum = mode.LeastSum;
            for (int i = 0; i < count;)
            {
                if (sum > best)
                {
                    return long.MaxValue;
                }

                int end = i + RowsAtATime > count ? count : i + RowsAtATime;
                mode.Skip.Apply(i, end, x, means);
                mode.MeanHead.Apply(i, end, _hidden, residuals);
                mode.LogSigmaHead.Apply(i, end, _hidden, logSigmas);
                for (; i < end; i++)
                {
                    int logSigma = (int)logSigmas[i];
                    logSigma = logSigma > LogSigmaLimit ? LogSigmaLimit : logSigma < -LogSigmaLimit ? -LogSigmaLimit : logSigma;

                    // As without a residual, with a σ of its own.
                    long deviation = (int)((x[i] << 3) - means[i] - residuals[i]);
                    int exponent = 2 * logSigma;
                    long term = ((deviation * deviation * inverseSquare[exponent & 255] >> (TermShift + (exponent >> 8))) + 1) >> 1;
                    if (term > TermLimit)
                    {
                        term = TermLimit;
                    }

                    trial[featureAt[i]] = (int)term;
                    sum += logSigma + LogSigmaLimit + term;
                }
            }

            return sum;
        }

        private void EvaluateHidden(PackedLayer layer)
        {
            long[] hidden = _hidden;
            int count = hidden.Length;
            layer.Apply(0, count, _x, hidden);
            for (int unit = 0; unit < count; unit++)
            {
                long activation = hidden[unit];
                hidden[unit] = activation < 0 ? 0 : activation > short.MaxValue ? short.MaxValue : activation;
            }
        }

        private void KeepTrial()
        {
            int[] terms = Terms;
            Terms = _trial;
            _trial = terms;
        }
    }
}
