using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Quantization;
using NanoMonitor.UnitTests.Golden;

namespace NanoMonitor.Tools.GoldenVectors;

/// <summary>Weight tables of every shape: 1 to 4 modes, with and without residual, natural and stored order.</summary>
internal static class GoldenTables
{
    private const int HiddenCount = 12;

    /// <summary>The bytes of all tables.</summary>
    public static IReadOnlyList<byte[]> Create() =>
        [.. Enumerable.Range(0, 8).Select(index => WeightTableWriter.Write(Parameters(index)))];

    private static TableParameters Parameters(int index)
    {
        int modes = 1 + (index % 4);
        int axes = index == 5 ? 3 : 1;
        int hidden = index >= 4 ? HiddenCount : 0;
        var noise = new IntegerNoise(index + 500);
        var spec = new FeatureSpec(SensorFamily.Mpu6886, 8, 4096, 16, 1000000, axes, 256, 256, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis);
        int[] featureAt = [.. Enumerable.Range(0, spec.FeatureCount)];
        if (index % 3 == 2)
        {
            Array.Reverse(featureAt);
        }
        int[] sizes = [.. Enumerable.Range(0, axes).SelectMany(_ => new[] { 4, 4, 4, 6 })];
        var order = new GroupOrder(sizes, featureAt);
        return new TableParameters(
            spec,
            new Thresholds { AggregateWindows = 4, WarningScore = 8000, AlarmScore = 12000, LowScore = -8000, Hysteresis = 100, CalibrationLow = -4000, CalibrationHigh = 8000, StoppedRmsMilliG = 7, BaselineWindows = 600, CentreScore = 2000, OffsetLimit = 300, ScoreDriftLimit = 400, BandDriftLimit = 128 },
            order,
            hidden,
            Shorts(featureAt.Length, () => noise.Signed(11)),
            Shorts(featureAt.Length, () => noise.Between(200, 9000)),
            [.. Enumerable.Range(0, modes).Select(mode => Mode(noise, order, mode % 2 == 0 ? hidden : 0))],
            GoldenModelInput.Create(index, GoldenModelInput.Count, featureAt.Length));
    }

    private static ModeTable Mode(IntegerNoise noise, GroupOrder order, int hidden)
    {
        var mode = new ModeTable(order, hidden);
        Fill(mode.Bias, () => noise.Signed(12));
        Fill(mode.LogSigma, () => noise.Between(-900, 500));
        Fill(noise, mode.Skip, shift: 21);
        if (hidden > 0)
        {
            Fill(mode.HiddenBias, () => noise.Signed(8));
            Fill(noise, mode.Hidden, shift: 22);
            Fill(noise, mode.MeanHead, shift: 19);
            Fill(noise, mode.LogSigmaHead, shift: 23);
        }
        return mode;
    }

    private static void Fill(IntegerNoise noise, PrefixLayer layer, int shift)
    {
        for (int i = 0; i < layer.Weights.Length; i++)
        {
            layer.Weights[i] = (sbyte)noise.Between(-127, 128);
        }
        for (int row = 0; row < layer.Multiplier.Length; row++)
        {
            layer.Multiplier[row] = (short)noise.Between(16384, 32768);
            layer.Shift[row] = (byte)(shift + noise.Between(0, 2));
        }
    }

    private static short[] Shorts(int count, Func<int> next)
    {
        short[] values = new short[count];
        Fill(values, next);
        return values;
    }

    private static void Fill(short[] values, Func<int> next)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (short)next();
        }
    }
}
