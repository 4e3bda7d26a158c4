namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>The features of one window, as a node computes and sends them.</summary>
/// <param name="BootId">Which run of the node's program; windows of different boots are never contiguous.</param>
/// <param name="Index">Number of the window since the boot, voided windows counted; windows of one boot with consecutive numbers are contiguous.</param>
/// <param name="Values">D features, Q8; see <see cref="Core.Signal.WindowFeatures.Values"/>.</param>
/// <param name="RmsMilliG">RMS of each axis, mean removed, in 0.001 g.</param>
/// <param name="TemperatureCentiC">Temperature in 0.01 °C.</param>
/// <param name="Flat">Whether no axis moved at all.</param>
public sealed record FeatureWindow(int BootId, int Index, short[] Values, int[] RmsMilliG, int TemperatureCentiC, bool Flat)
{
    /// <summary>The features as real numbers, still in Q8.</summary>
    public double[] ToRow() => Array.ConvertAll(Values, value => (double)value);
}
