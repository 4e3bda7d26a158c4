using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Training.Features;

/// <summary>The feature spec of a dataset, and in words what of it the dataset did not say.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Assumptions">One sentence for each assumption; empty where the dataset and the options say everything.</param>
public sealed record SensorChoice(FeatureSpec Spec, IReadOnlyList<string> Assumptions)
{
    // Counts per g of the MPU6886 at ±2, ±4, ±8 and ±16 g: datasheet, ACCEL_CONFIG.
    private static readonly int[] Mpu6886CountsPerG = [16384, 8192, 4096, 2048];

    /// <summary>
    /// The spec of a dataset: a node's own for <c>node-features</c>; for waveforms the default layout (N = hop = 256, 16 bands, crest and
    /// kurtosis; N = hop = 128 where stretches are shorter) of the sensor and range that the options or else the dataset name. Where neither does, a 3-axis recording with the scale of
    /// an MPU6886 is taken as one, others as of an unknown sensor, with the range that 16 bits (20 bits: as the samples have) give.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="sensorFamily">One of <see cref="SensorFamily"/>, or null to go by the dataset.</param>
    /// <param name="rangeG">± g, or null to go by the dataset.</param>
    /// <exception cref="DatasetException">The kind of dataset holds no vibration, or the options contradict it.</exception>
    public static SensorChoice Of(Dataset dataset, int? sensorFamily = null, int? rangeG = null)
    {
        if (dataset.NodeFeatures is { } rows)
        {
            return (sensorFamily ?? rows.Spec.SensorFamily) == rows.Spec.SensorFamily && (rangeG ?? rows.Spec.RangeG) == rows.Spec.RangeG
                ? new SensorChoice(rows.Spec, [])
                : throw new DatasetException($"{dataset.Folder}: the features were computed for {SensorFamily.Name(rows.Spec.SensorFamily)} at ±{rows.Spec.RangeG} g; leave out sensor and range.");
        }

        var layout = dataset.Waveform
            ?? throw new DatasetException($"{dataset.Folder}: holds {dataset.Kind} recordings; vibration as CSV or node-features is needed here.");
        var assumptions = new List<string>();
        int family = sensorFamily ?? layout.SensorFamily ?? AssumeFamily(layout, assumptions);
        int range = rangeG ?? layout.RangeG ?? AssumeRange(layout, assumptions);
        int rateMilliHz = (int)Math.Round(layout.SampleRateHz * 1000);
        int window = ShortStretches.ChooseWindow(dataset, assumptions);
        try
        {
            return new SensorChoice(
                new FeatureSpec(family, range, layout.CountsPerG, layout.SampleBits, rateMilliHz, layout.Columns.Count, window, window, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis),
                assumptions);
        }
        catch (ArgumentException error)
        {
            throw new DatasetException($"{Path.Combine(dataset.Folder, Dataset.ManifestName)}: {error.Message}", error);
        }
    }

    /// <summary>
    /// The spec of a table where the samples of a waveform dataset have its scale, rate and axes, and the dataset does not name another
    /// sensor or range; else that of <see cref="Of"/>.
    /// </summary>
    /// <exception cref="DatasetException">The kind of dataset holds no vibration.</exception>
    public static SensorChoice For(Dataset dataset, FeatureSpec table)
    {
        var layout = dataset.Waveform;
        bool fits = layout is not null
            && layout.CountsPerG == table.CountsPerG
            && layout.SampleBits == table.SampleBits
            && layout.Columns.Count == table.AxisCount
            && (int)Math.Round(layout.SampleRateHz * 1000) == table.SampleRateMilliHz
            && (layout.SensorFamily ?? table.SensorFamily) == table.SensorFamily
            && (layout.RangeG ?? table.RangeG) == table.RangeG;
        return fits ? new SensorChoice(table, []) : Of(dataset);
    }

    private static int AssumeFamily(WaveformLayout layout, List<string> assumptions)
    {
        bool fits = layout.Columns.Count == 3 && layout.SampleBits == 16 && Mpu6886CountsPerG.Contains(layout.CountsPerG);
        int family = fits ? SensorFamily.Mpu6886 : SensorFamily.Unknown;
        assumptions.Add($"The dataset names no sensor; {SensorFamily.Name(family)} is assumed (--sensor).");
        return family;
    }

    private static int AssumeRange(WaveformLayout layout, List<string> assumptions)
    {
        int range = Math.Max(1, (int)Math.Round((double)(1 << (layout.SampleBits - 1)) / layout.CountsPerG));
        assumptions.Add($"The dataset names no range; ±{range} g is assumed from {layout.CountsPerG} counts per g (--range).");
        return range;
    }
}
