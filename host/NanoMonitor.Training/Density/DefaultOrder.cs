using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Training.Density;

/// <summary>The default groups of a feature spec.</summary>
public static class DefaultOrder
{
    private const int BandsPerGroup = 4;

    /// <summary>
    /// The features in their own order; each axis has groups of four bands, its last group also the bands that are left over and the
    /// axis' scalars (16 bands: 4, 4, 4, 4 + crest + kurtosis); temperature, where it is a feature, is a group of its own.
    /// </summary>
    public static GroupOrder Of(FeatureSpec spec)
    {
        int groups = Math.Max(1, spec.BandCount / BandsPerGroup);
        int last = spec.FeaturesPerAxis - ((groups - 1) * BandsPerGroup);
        int[] axis = [.. Enumerable.Repeat(BandsPerGroup, groups - 1), last];
        int[] rest = spec.Has(FeatureSpec.Temperature) ? [1] : [];
        return new GroupOrder([.. Enumerable.Repeat(axis, spec.AxisCount).SelectMany(sizes => sizes), .. rest], [.. Enumerable.Range(0, spec.FeatureCount)]);
    }
}
