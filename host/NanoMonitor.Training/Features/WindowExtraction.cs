using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Training.Features;

/// <summary>Cuts contiguous samples into windows and computes their features as the node does.</summary>
public static class WindowExtraction
{
    /// <summary>
    /// Windows 0, 1, … of a stretch at multiples of the hop; a rest shorter than a window is dropped. The temperature of a window is that
    /// of its last sample, as a node reads it when the window is full; 0 where the stretch has none.
    /// </summary>
    /// <param name="spec">Axes, window and hop; the axes must be the stretch's.</param>
    /// <param name="stretch">Samples in counts.</param>
    /// <param name="bootId">Boot id to give the windows.</param>
    public static IReadOnlyList<FeatureWindow> Extract(FeatureSpec spec, WaveformStretch stretch, int bootId)
    {
        var extractor = new FeatureExtractor(spec);
        var features = new WindowFeatures(spec);
        int[][] samples = [.. Enumerable.Range(0, spec.AxisCount).Select(_ => new int[spec.WindowLength])];
        var windows = new List<FeatureWindow>();
        for (int start = 0; start + spec.WindowLength <= stretch.Length; start += spec.Hop)
        {
            for (int axis = 0; axis < samples.Length; axis++)
            {
                Array.Copy(stretch.Samples[axis], start, samples[axis], 0, spec.WindowLength);
            }

            int temperature = stretch.TemperatureCentiC?[start + spec.WindowLength - 1] ?? 0;
            extractor.Extract(samples, temperature, features);
            windows.Add(new FeatureWindow(bootId, windows.Count, [.. features.Values], [.. features.RmsMilliG], features.TemperatureCentiC, features.Flat));
        }

        return windows;
    }
}
