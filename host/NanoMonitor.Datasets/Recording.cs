namespace NanoMonitor.Datasets;

/// <summary>One recording of a dataset.</summary>
/// <param name="Id">Its name within the dataset.</param>
/// <param name="Path">Path of its file.</param>
/// <param name="Machine">The machine it was taken from; empty where the dataset does not say.</param>
/// <param name="Label">What is known about the machine's health.</param>
/// <param name="Condition">Kind of fault or way of running, or null.</param>
public sealed record Recording(string Id, string Path, string Machine, RecordingLabel Label, string? Condition)
{
    /// <summary>Frames of the clip, where the recording says so itself (<see cref="DatasetKind.ClipFeatures"/>).</summary>
    public int? Frames { get; init; }

    /// <summary>Labelled anomalies, from … to (<see cref="DatasetKind.Temperature"/>).</summary>
    public IReadOnlyList<(DateTime From, DateTime To)> AnomalyWindows { get; init; } = [];
}
