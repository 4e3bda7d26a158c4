using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Calibration;

/// <summary>
/// From cross-fitted scores to thresholds.
/// </summary>
/// <remarks>
/// With the reach and spread of <see cref="HealthyReach"/>. Warning: reach + 3 spreads; alarm: reach + 3½ spreads; each held for 5 s, which
/// is 5 to 16 windows; hysteresis: half a spread. Drift of the score that is a finding: half the way from centre to warning; of a band:
/// twice what training blocks differ by, half an octave to four. The node takes its first 5 minutes, 100 to 2000 windows, as what was
/// before. These choices come from <c>nanomonitor alarms</c> on recorded fans and on the simulated suite.
/// </remarks>
public static class ThresholdRule
{
    private const double WarningSpreads = 3;
    private const double AlarmSpreads = 3.5;
    private const double HysteresisSpreads = 0.5;
    private const double BaselineSeconds = 300;
    private const int LeastBaseline = 100;
    private const int MostBaseline = 2000;
    private const int BandBlockSpreads = 2;
    private const int LeastBandDrift = 128;
    private const int MostBandDrift = 1024;
    private const int MostOffset = 1 << 20;

    // A snapshot's worth of a fast sensor must be able to decide.
    private const int MostHoldWindows = 16;

    private static readonly (double Seconds, int Windows) Hold = (5, 5);

    /// <summary>The thresholds of a table.</summary>
    /// <param name="evidence">What they are made from.</param>
    /// <param name="offsetLimitBits">How far a node may move its limits by what it learns of its installation, bits per feature.</param>
    public static Thresholds Apply(CalibrationEvidence evidence, double offsetLimitBits = 0)
    {
        var healthy = HealthyReach.Of(evidence);
        return Apply(evidence, healthy.Reach + (WarningSpreads * healthy.Spread), healthy.Reach + (AlarmSpreads * healthy.Spread), offsetLimitBits);
    }

    /// <summary>The same with other limits, bits per feature.</summary>
    public static Thresholds Apply(CalibrationEvidence evidence, double warningBits, double alarmBits, double offsetLimitBits = 0)
    {
        var spec = evidence.Spec;
        var healthy = HealthyReach.Of(evidence);
        int low = ScoreBits.ToQ12((evidence.OwnMeans.Min(stretch => stretch.Min()) + evidence.LeastScore) / 2);
        int warning = Math.Max(low + 1, ScoreBits.ToQ12(warningBits));
        int alarm = Math.Max(warning, ScoreBits.ToQ12(alarmBits));
        int centre = ScoreBits.ToQ12(healthy.Centre);
        int hold = Math.Min(MostHoldWindows, Windows(Hold, spec));
        return new Thresholds
        {
            AggregateWindows = evidence.AggregateWindows,
            WarningHoldWindows = hold,
            AlarmHoldWindows = hold,
            ClearHoldWindows = Windows(Hold, spec),
            WarningScore = warning,
            AlarmScore = alarm,
            LowScore = low,
            Hysteresis = ScoreBits.ToQ12(HysteresisSpreads * healthy.Spread),
            CalibrationLow = low,
            CalibrationHigh = alarm,
            // A quarter of the quietest healthy running, one window in a hundred left aside.
            StoppedRmsMilliG = Math.Min(ushort.MaxValue, (int)(Quantile.Of(evidence.StrongestRmsMilliG, 0.01) / 4)),
            BaselineWindows = Math.Clamp((int)(BaselineSeconds / evidence.HopSeconds), LeastBaseline, MostBaseline),
            CentreScore = centre,
            OffsetLimit = Math.Clamp(ScoreBits.ToQ12(offsetLimitBits), 0, MostOffset),
            ScoreDriftLimit = Math.Max(1, (warning - centre) / 2),
            BandDriftLimit = Math.Clamp(BandBlockSpreads * evidence.BandSpread, LeastBandDrift, MostBandDrift),
        };
    }

    private static int Windows((double Seconds, int Windows) hold, FeatureSpec spec)
    {
        return Math.Min(ushort.MaxValue, Math.Max(hold.Windows, (int)Math.Ceiling(hold.Seconds * spec.SampleRateMilliHz / (1000.0 * spec.Hop))));
    }
}
