using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

/// <summary>Calibration scores that are made up.</summary>
internal static class Evidence
{
    /// <summary>Blocks of trailing means, with one window each behind a mean.</summary>
    public static CalibrationEvidence Of(IReadOnlyList<HeldOutBlock> byBlock, IReadOnlyList<HeldOutBlock>? byRun = null, FeatureSpec? spec = null, double least = -1, double[]? own = null, int bandSpread = 0)
    {
        return new CalibrationEvidence(spec ?? SyntheticFeatures.ThreeAxes, new CrossFit(byBlock, byRun ?? []), [own ?? [0, 0, 0, 0]], least, bandSpread, [40, 48, 44]);
    }

    /// <summary>A block of one stretch of means.</summary>
    public static HeldOutBlock Block(int run, params double[] means) => new(run, [means], [means]);

    /// <summary>Blocks of independent normal scores about a centre, as a machine gives that never changes.</summary>
    public static HeldOutBlock[] Steady(int blocks, int windowsPerBlock, double centre, double deviation, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, blocks).Select(_ => HeldOutBlock.Of(0, [Scores(random, windowsPerBlock, centre, deviation)], 4))];
    }

    public static double[] Scores(Random random, int count, double centre, double deviation)
    {
        return [.. Enumerable.Range(0, count).Select(_ => centre + (deviation * random.Normal()))];
    }
}
