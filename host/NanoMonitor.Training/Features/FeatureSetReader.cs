using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Training.Features;

/// <summary>Reads feature windows from datasets: rows of nodes as they are, waveforms through the node's feature extraction.</summary>
public static class FeatureSetReader
{
    /// <summary>The windows of some parts of a dataset, one run a part.</summary>
    /// <param name="dataset">A waveform or node-features dataset.</param>
    /// <param name="parts">Parts of its recordings.</param>
    /// <param name="spec">The spec of <see cref="SensorChoice.Of"/>.</param>
    /// <exception cref="DatasetException">A recording cannot be read, or holds no window.</exception>
    public static FeatureSet Read(Dataset dataset, IEnumerable<RecordingPart> parts, FeatureSpec spec)
    {
        return new FeatureSet(spec, [.. parts.Select(part => new FeatureRun(part.ToString(), part.Recording.Label, part.Recording.Condition, ReadStretches(dataset, part, spec))
        {
            Machine = part.Recording.Machine,
        })]);
    }

    private static IReadOnlyList<IReadOnlyList<FeatureWindow>> ReadStretches(Dataset dataset, RecordingPart part, FeatureSpec spec)
    {
        if (dataset.NodeFeatures is not null)
        {
            return ShortStretches.Pool(SplitAtGaps(NodeFeatureReader.Read(dataset, part)), spec);
        }

        var stretches = WaveformReader.Read(dataset, part);
        IReadOnlyList<IReadOnlyList<FeatureWindow>> windows = [.. stretches
            .Select((stretch, index) => WindowExtraction.Extract(spec, stretch, index))
            .Where(stretch => stretch.Count > 0)];
        return windows.Count > 0
            ? ShortStretches.Pool(windows, spec)
            : throw new DatasetException($"{part.Recording.Path}: the longest stretch of the part {part} has {stretches.Max(stretch => stretch.Length)} samples, a window needs {spec.WindowLength}.");
    }

    /// <summary>Windows as stretches: a new one wherever the boot changes or window numbers are missing.</summary>
    public static IReadOnlyList<IReadOnlyList<FeatureWindow>> SplitAtGaps(IReadOnlyList<FeatureWindow> windows)
    {
        var stretches = new List<List<FeatureWindow>>();
        for (int i = 0; i < windows.Count; i++)
        {
            if (i == 0 || windows[i].BootId != windows[i - 1].BootId || windows[i].Index != windows[i - 1].Index + 1)
            {
                stretches.Add([]);
            }

            stretches[^1].Add(windows[i]);
        }

        return stretches;
    }
}
