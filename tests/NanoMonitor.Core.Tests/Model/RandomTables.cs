using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Core.Tests.Model;

/// <summary>Tables of every shape with random, well-formed parameters.</summary>
internal static class RandomTables
{
    public static TableParameters Create(int seed, int modes = 2, bool residual = true, bool shuffled = false)
    {
        var random = new Random(seed);
        var spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200000);
        var featureAt = Enumerable.Range(0, spec.FeatureCount).ToArray();
        if (shuffled)
        {
            random.Shuffle(featureAt);
        }

        int[] sizes = [4, 4, 4, 6, 4, 4, 4, 6, 4, 4, 4, 6];
        var order = new GroupOrder(sizes, featureAt);
        const int hidden = 24;
        return new TableParameters(
            spec,
            new Thresholds { AggregateWindows = 4, WarningScore = 8000, AlarmScore = 12000, LowScore = -8000, Hysteresis = 100, CalibrationLow = -4000, CalibrationHigh = 8000, StoppedRmsMilliG = 7, BaselineWindows = 600, CentreScore = 2000, OffsetLimit = 300, ScoreDriftLimit = 400, BandDriftLimit = 128 },
            order,
            residual ? hidden : 0,
            [.. featureAt.Select(_ => (short)random.Next(-3000, 3000))],
            [.. featureAt.Select(_ => (short)random.Next(200, 9000))],
            [.. Enumerable.Range(0, modes).Select(mode => Mode(random, order, residual && mode % 2 == 0 ? hidden : 0))],
            Features(random, spec));
    }

    public static short[] Features(Random random, FeatureSpec spec)
    {
        return [.. Enumerable.Range(0, spec.FeatureCount).Select(_ => (short)random.Next(-4000, 4000))];
    }

    private static ModeTable Mode(Random random, GroupOrder order, int hidden)
    {
        var mode = new ModeTable(order, hidden);
        Fill(random, mode.Bias, -4000, 4000);
        Fill(random, mode.LogSigma, -900, 500);
        Fill(random, mode.Skip, 2e-3);
        if (hidden > 0)
        {
            Fill(random, mode.HiddenBias, -200, 200);
            Fill(random, mode.Hidden, 1e-3);
            Fill(random, mode.MeanHead, 1e-2);
            Fill(random, mode.LogSigmaHead, 5e-4);
        }

        return mode;
    }

    private static void Fill(Random random, short[] values, int low, int high)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (short)random.Next(low, high);
        }
    }

    private static void Fill(Random random, PrefixLayer layer, double scale)
    {
        for (var i = 0; i < layer.Weights.Length; i++)
        {
            layer.Weights[i] = (sbyte)random.Next(-127, 128);
        }

        for (var row = 0; row < layer.Multiplier.Length; row++)
        {
            layer.Multiplier[row] = (short)random.Next(16384, 32768);
            layer.Shift[row] = (byte)Math.Round(Math.Log2(layer.Multiplier[row] / (scale * 8)));
        }
    }
}
