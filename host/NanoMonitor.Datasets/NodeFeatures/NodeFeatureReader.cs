namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>Reads the rows of <c>node-features</c> recordings.</summary>
public static class NodeFeatureReader
{
    /// <summary>
    /// The windows of a part of a run that lie within it whole. The time of a window counts from the first window of the run
    /// by window numbers; a run of several boots counts on from boot to boot.
    /// </summary>
    /// <exception cref="DatasetException">The file is missing, damaged or of another feature spec, or the part holds no window.</exception>
    public static IReadOnlyList<FeatureWindow> Read(Dataset dataset, RecordingPart part)
    {
        var layout = dataset.NodeFeatures ?? throw new DatasetException($"{dataset.Folder}: holds {dataset.Kind} recordings, not node features.");
        var windows = NodeFeatureFile.Decode(part.Recording.Path, DatasetFile.ReadAllBytes(part.Recording.Path), layout.Spec);
        double hopSeconds = layout.Spec.Hop * 1000.0 / layout.Spec.SampleRateMilliHz;
        double windowSeconds = layout.Spec.WindowLength * 1000.0 / layout.Spec.SampleRateMilliHz;
        // Half a sample of tolerance, so that ends given in rounded seconds fall where they are meant.
        double tolerance = 500.0 / layout.Spec.SampleRateMilliHz;
        var chosen = new List<FeatureWindow>();
        long number = 0;
        for (int i = 0; i < windows.Length; i++)
        {
            number += i == 0 ? 0 : windows[i].BootId == windows[i - 1].BootId ? (long)windows[i].Index - windows[i - 1].Index : 1;
            double start = number * hopSeconds;
            if (start >= (part.FromSeconds ?? 0) - tolerance && start + windowSeconds <= (part.ToSeconds ?? double.MaxValue) + tolerance)
            {
                chosen.Add(windows[i]);
            }
        }

        return chosen.Count > 0 ? chosen : throw new DatasetException($"{part.Recording.Path}: the part {part} holds no window; the run has {windows.Length}.");
    }
}
