using NanoMonitor.Core.Model;
using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Plain.Model;

/// <summary>
/// The evaluation of a weight table as its definition reads, row after row. <see cref="GroupMade"/> gives the same integers for a
/// fraction of the instructions.
/// </summary>
public sealed class PlainGroupMade
{
    private const int HalfLog2E = 23637;
    private const int TermShift = 29;

    private readonly WeightTable _table;
    private readonly int[] _inverseSquare = new int[256];
    private readonly short[] _x;
    private readonly short[] _hidden;
    private readonly int[] _trial;

    /// <summary>Room for evaluating one table.</summary>
    public PlainGroupMade(WeightTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        int features = table.Spec.FeatureCount;
        _x = new short[features];
        _hidden = new short[table.HiddenCount];
        _trial = new int[features];
        Terms = new int[features];
        for (int i = 0; i < 256; i++)
        {
            long power = i == 0 ? 1L << 30 : Exp2.FractionQ30((256 - i) << 8) >> 1;
            _inverseSquare[i] = (int)(((power * HalfLog2E) + (1L << 29)) >> 30);
        }
    }

    /// <summary>The squared terms of the chosen mode, Q8 bits, by feature.</summary>
    public int[] Terms { get; }

    /// <summary>The mode of the last score.</summary>
    public int Mode { get; private set; }

    /// <summary>Bits per feature, Q12.</summary>
    public int Evaluate(short[] features)
    {
        ArgumentNullException.ThrowIfNull(features);
        Standardise(features);
        long best = long.MaxValue;
        for (int mode = 0; mode < _table.ModeCount; mode++)
        {
            long sum = EvaluateMode(_table.Modes[mode]);
            if (sum < best)
            {
                best = sum;
                Mode = mode;
                for (int position = 0; position < _trial.Length; position++)
                {
                    Terms[_table.Order.FeatureAt[position]] = _trial[position];
                }
            }
        }

        return (int)(best * 16 / features.Length);
    }

    private void Standardise(short[] features)
    {
        int half = 1 << (GroupMade.StandardiserShift - 1);
        for (int position = 0; position < _x.Length; position++)
        {
            int feature = _table.Order.FeatureAt[position];
            int x = (((features[feature] - _table.Offset[feature]) * _table.Scale[feature]) + half) >> GroupMade.StandardiserShift;
            _x[position] = (short)Math.Clamp(x, -GroupMade.Clip, GroupMade.Clip);
        }
    }

    private long EvaluateMode(ModeTable mode)
    {
        for (int unit = 0; mode.HasResidual && unit < mode.HiddenBias.Length; unit++)
        {
            _hidden[unit] = (short)Math.Clamp(mode.HiddenBias[unit] + Row(mode.Hidden, unit, _x), 0, short.MaxValue);
        }

        long sum = 0;
        for (int i = 0; i < _x.Length; i++)
        {
            int mean = mode.Bias[i] + Row(mode.Skip, i, _x);
            int logSigma = mode.LogSigma[i];
            if (mode.HasResidual)
            {
                mean += Row(mode.MeanHead, i, _hidden);
                logSigma = Math.Clamp(logSigma + Row(mode.LogSigmaHead, i, _hidden), -GroupMade.LogSigmaLimit, GroupMade.LogSigmaLimit);
            }

            _trial[i] = SquaredTerm((_x[i] << 3) - mean, logSigma);
            sum += logSigma + _trial[i];
        }

        return sum;
    }

    private int SquaredTerm(long deviation, int logSigma)
    {
        int exponent = 2 * logSigma;
        int shift = TermShift + (exponent >> 8);
        long scaled = deviation * deviation * _inverseSquare[exponent & 255];
        return (int)Math.Min(((scaled >> (shift - 1)) + 1) >> 1, GroupMade.TermLimit);
    }

    private static int Row(PrefixLayer layer, int row, short[] input)
    {
        int sum = 0;
        for (int i = 0; i < layer.Reach[row]; i++)
        {
            sum += layer.Weights[layer.Start[row] + i] * input[i];
        }

        return Requantization.Apply(sum, layer.Multiplier[row], layer.Shift[row]);
    }
}
