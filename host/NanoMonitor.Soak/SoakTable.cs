using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Soak;

/// <summary>A weight table that finds every running machine healthy, so that what changes the state is the machine and its sensor.</summary>
internal static class SoakTable
{
    /// <param name="spec">What it is for.</param>
    /// <param name="variant">Makes tables differ.</param>
    /// <param name="passesTrials">Whether live windows lie within its calibration band.</param>
    /// <param name="modes">Modes, all alike, 1 … 4.</param>
    public static byte[] Create(FeatureSpec spec, short variant, bool passesTrials = true, int modes = 1)
    {
        short[] offset = new short[spec.FeatureCount];
        short[] scale = [.. Enumerable.Repeat((short)1, spec.FeatureCount)];
        offset[0] = variant;
        GroupOrder order = new([spec.FeatureCount], [.. Enumerable.Range(0, spec.FeatureCount)]);
        ModeTable mode = new(order, hiddenCount: 0);
        Array.Fill(mode.Skip.Shift, (byte)1);
        Thresholds thresholds = new()
        {
            AggregateWindows = 4,
            WarningHoldWindows = 4,
            AlarmHoldWindows = 4,
            ClearHoldWindows = 8,
            WarningScore = 1 << 24,
            AlarmScore = 1 << 25,
            LowScore = -200_000,
            Hysteresis = 200,
            CalibrationLow = passesTrials ? -100_000 : 99_999,
            CalibrationHigh = 100_000,
            BaselineWindows = 40,
            StoppedRmsMilliG = SoakMachine.StoppedRmsMilliG,
        };
        short[] golden = [.. offset.Select(value => (short)(value + 50))];
        return WeightTableWriter.Write(new TableParameters(spec, thresholds, order, 0, offset, scale, [.. Enumerable.Repeat(mode, modes)], golden));
    }
}
