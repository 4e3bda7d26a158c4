using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>What is worked through in one case: the features, and the model that judges them.</summary>
/// <param name="WindowLength">Samples of a window.</param>
/// <param name="AxisCount">Axes that become features; the sensor gives three in any case.</param>
/// <param name="BandCount">Bands of each axis.</param>
/// <param name="ModeCount">Modes of the model.</param>
/// <param name="HiddenCount">Hidden units of each mode's residual network; 0 for none.</param>
public sealed record CaseShape(int WindowLength = 256, int AxisCount = 3, int BandCount = 16, int ModeCount = 2, int HiddenCount = 0)
{
    /// <summary>Sample rate of the metered sensor, Hz; counts do not depend on it.</summary>
    public const int SampleRateHz = 1000;

    /// <summary>Range of the metered sensor, ± g.</summary>
    public const int RangeG = 8;

    /// <summary>The features: default but for the shape.</summary>
    public FeatureSpec Spec => new(
        SensorFamily.Mpu6886,
        RangeG,
        32768 / RangeG,
        16,
        SampleRateHz * 1000,
        AxisCount,
        WindowLength,
        WindowLength,
        BandCount,
        FeatureSpec.Crest | FeatureSpec.Kurtosis);

    /// <summary>The default order of these features.</summary>
    public GroupOrder Order => DefaultOrder.Of(Spec);
}
