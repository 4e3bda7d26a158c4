using NanoMonitor.Core.Model;
using NanoMonitor.Core.Numerics;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>
/// A weight table whose standardiser fits given windows, so that every value lies where it does in service. Weights are arbitrary
/// but small. Unless they are apart the modes differ little: no window rules one out early, which is the dearest case.
/// </summary>
public static class FittedTable
{
    private const int TwoSigma = 2 * 2048;

    /// <summary>The table's bytes.</summary>
    /// <param name="shape">Modes and hidden units.</param>
    /// <param name="rows">Feature vectors of some windows.</param>
    public static byte[] Create(CaseShape shape, IReadOnlyList<short[]> rows)
    {
        FeatureSpec spec = shape.Spec;
        short[] offset = new short[spec.FeatureCount];
        short[] scale = new short[spec.FeatureCount];
        for (int i = 0; i < spec.FeatureCount; i++)
        {
            long mean = rows.Sum(row => (long)row[i]) / rows.Count;
            long deviation = IntegerRoot.Floor(rows.Sum(row => (row[i] - mean) * (row[i] - mean)) / rows.Count);
            offset[i] = (short)mean;
            scale[i] = (short)Math.Clamp(256 * 1024 / Math.Max(deviation, 8), 1, short.MaxValue);
        }

        Arbitrary arbitrary = new();
        ModeTable[] modes = [.. Enumerable.Range(0, shape.ModeCount).Select(mode => Mode(shape, arbitrary, shape.ModesApart && mode > 0 ? TwoSigma : 0))];
        return WeightTableWriter.Write(new TableParameters(spec, Content, shape.Order, shape.HiddenCount, offset, scale, modes, rows[0]));
    }

    /// <summary>Thresholds that every window keeps; the installation is learned at once, and followed from then on.</summary>
    private static Thresholds Content => new()
    {
        AggregateWindows = 4,
        WarningHoldWindows = 4,
        AlarmHoldWindows = 4,
        ClearHoldWindows = 8,
        WarningScore = 1 << 24,
        AlarmScore = 1 << 25,
        LowScore = -200_000,
        Hysteresis = 200,
        CalibrationLow = -100_000,
        CalibrationHigh = 1 << 24,
        BaselineWindows = 1,
    };

    private static ModeTable Mode(CaseShape shape, Arbitrary arbitrary, int mean)
    {
        ModeTable mode = new(shape.Order, shape.HiddenCount);
        Fill(mode.Bias, () => mean + arbitrary.Within(60));
        Fill(mode.LogSigma, () => arbitrary.Within(60));
        Fill(mode.Skip, arbitrary, shift: 24);
        if (mode.HasResidual)
        {
            Fill(mode.HiddenBias, () => arbitrary.Within(100));
            Fill(mode.Hidden, arbitrary, shift: 22);
            Fill(mode.MeanHead, arbitrary, shift: 22);
            Fill(mode.LogSigmaHead, arbitrary, shift: 24);
        }

        return mode;
    }

    private static void Fill(PrefixLayer layer, Arbitrary arbitrary, int shift)
    {
        for (int i = 0; i < layer.Weights.Length; i++)
        {
            layer.Weights[i] = (sbyte)arbitrary.Within(127);
        }

        Fill(layer.Multiplier, () => 24_576 + arbitrary.Within(8191));
        Array.Fill(layer.Shift, (byte)shift);
    }

    private static void Fill(short[] values, Func<int> next)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (short)next();
        }
    }

    /// <summary>Numbers without a pattern, the same on any machine.</summary>
    private sealed class Arbitrary
    {
        private int _state = 7;

        public int Within(int limit)
        {
            _state = unchecked((_state * 1_103_515_245) + 12_345);
            return ((_state >> 16) & 0x7FFF) % ((2 * limit) + 1) - limit;
        }
    }
}
