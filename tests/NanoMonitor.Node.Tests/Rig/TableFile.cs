using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Node.Tests.Rig;

/// <summary>
/// Weight tables for tests: one mode without any dependence between features, so that the score is the mean of
/// ½·log2 e·x² over the standardised features (0.72 bits while all is well).
/// </summary>
internal static class TableFile
{
    /// <summary>A table that is content with anything.</summary>
    public static byte[] Indifferent(FeatureSpec spec, short variant = 0, int modes = 1)
    {
        short[] offset = new short[spec.FeatureCount];
        short[] scale = [.. Enumerable.Repeat((short)1, spec.FeatureCount)];
        offset[0] = variant;
        return Create(spec, offset, scale, Lenient(), modes);
    }

    /// <summary>A table that knows mean and deviation of each feature, and warns at 2, alarms at 4 bits a feature.</summary>
    /// <param name="baselineWindows">Windows to learn the installation from; a band that changes by a tenth of an octave is a finding then.</param>
    public static byte[] Fitted(FeatureSpec spec, IReadOnlyList<short[]> rows, int stoppedRmsMilliG = 0, int baselineWindows = 0)
    {
        short[] offset = new short[spec.FeatureCount];
        short[] scale = new short[spec.FeatureCount];
        for (int i = 0; i < spec.FeatureCount; i++)
        {
            double mean = rows.Average(row => row[i]);
            double deviation = Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean)));
            offset[i] = (short)Math.Round(mean);
            scale[i] = (short)Math.Clamp(Math.Round(256 * 1024 / Math.Max(deviation, 8)), 1, short.MaxValue);
        }

        Thresholds thresholds = Lenient(calibrationHigh: 6000, warning: 2 << 12, alarm: 4 << 12);
        thresholds.StoppedRmsMilliG = stoppedRmsMilliG;
        thresholds.BaselineWindows = baselineWindows;
        thresholds.CentreScore = 2949;
        thresholds.OffsetLimit = 2000;
        thresholds.BandDriftLimit = 26;
        thresholds.ScoreDriftLimit = 4096;
        return Create(spec, offset, scale, thresholds);
    }

    public static Thresholds Lenient(int calibrationLow = -100_000, int calibrationHigh = 100_000, int warning = 1 << 24, int alarm = 1 << 25) => new()
    {
        AggregateWindows = 4,
        WarningHoldWindows = 4,
        AlarmHoldWindows = 4,
        ClearHoldWindows = 8,
        WarningScore = warning,
        AlarmScore = alarm,
        LowScore = -200_000,
        Hysteresis = 200,
        CalibrationLow = calibrationLow,
        CalibrationHigh = calibrationHigh,
    };

    public static byte[] Create(FeatureSpec spec, short[] offset, short[] scale, Thresholds thresholds, int modes = 1)
    {
        GroupOrder order = new([spec.FeatureCount], [.. Enumerable.Range(0, spec.FeatureCount)]);
        ModeTable mode = new(order, hiddenCount: 0);
        Array.Fill(mode.Skip.Shift, (byte)1);
        short[] golden = [.. offset.Select(value => (short)(value + 50))];
        return WeightTableWriter.Write(new TableParameters(spec, thresholds, order, 0, offset, scale, [.. Enumerable.Repeat(mode, modes)], golden));
    }

    /// <summary>The same table with another golden score: sound by its CRC, wrong by its vector.</summary>
    public static byte[] WithWrongGoldenScore(byte[] table)
    {
        byte[] changed = [.. table];
        changed[^8] ^= 1;
        Bytes.WriteInt32(changed, changed.Length - 4, Crc32.Of(changed, 0, changed.Length - 4));
        return changed;
    }
}
