using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>What is worked through in one case: the features, and the model that judges them.</summary>
/// <param name="WindowLength">Samples of a window.</param>
/// <param name="AxisCount">Axes that become features; the sensor gives three in any case.</param>
/// <param name="BandCount">Bands of each axis.</param>
/// <param name="ModeCount">Modes of the model.</param>
/// <param name="HiddenCount">Hidden units of each mode's residual network; 0 for none.</param>
/// <param name="MeasuresVelocity">Whether the vibration velocity is judged too; that needs a high sample rate.</param>
/// <param name="ModesApart">Whether the modes after the first are of other operating points: their means lie 2 σ off.</param>
public sealed record CaseShape(
    int WindowLength = 256,
    int AxisCount = 3,
    int BandCount = 16,
    int ModeCount = 2,
    int HiddenCount = 0,
    bool MeasuresVelocity = false,
    bool ModesApart = false)
{
    /// <summary>Range of the metered sensor, ± g.</summary>
    public const int RangeG = 8;

    /// <summary>Sample rate of the metered sensor, Hz; counts do not depend on it.</summary>
    public int SampleRateHz => MeasuresVelocity ? 4000 : 1000;

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

    /// <summary>The node's configuration, as far as it matters.</summary>
    public NodeConfiguration Configuration => new()
    {
        Site = "plant",
        Node = "metered",
        MachineClass = "fan",
        NodeKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)],
        BrokerHost = "broker",
        RangeG = RangeG,
        SampleRateHz = SampleRateHz,
        WindowLength = WindowLength,
        MachineGroup = MeasuresVelocity ? 1 : 0,
    };

    /// <summary>As numbers.</summary>
    public int[] ToNumbers() => [WindowLength, AxisCount, BandCount, ModeCount, HiddenCount, MeasuresVelocity ? 1 : 0, ModesApart ? 1 : 0];

    /// <summary>What <see cref="ToNumbers"/> gave.</summary>
    public static CaseShape FromNumbers(int[] numbers) =>
        new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5] == 1, numbers[6] == 1);
}
