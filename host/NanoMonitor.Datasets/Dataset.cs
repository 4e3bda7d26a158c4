using NanoMonitor.Datasets.Clips;
using NanoMonitor.Datasets.Manifests;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Temperatures;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Datasets;

/// <summary>
/// A dataset: a folder with <c>dataset.json</c> (<c>"format": "nanomonitor-dataset/1"</c>) and the files of its recordings.
/// The readers beside this class read the recordings: <see cref="WaveformReader"/>, <see cref="NodeFeatureReader"/>,
/// <see cref="ClipReader"/>, <see cref="TemperatureReader"/>.
/// </summary>
public sealed class Dataset
{
    /// <summary>Name of the file that describes a dataset.</summary>
    public const string ManifestName = "dataset.json";

    /// <summary>Value of its <c>format</c> field.</summary>
    public const string Format = "nanomonitor-dataset/1";

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The dataset's name; the folder's where the dataset has none.</summary>
    public required string Name { get; init; }

    /// <summary>What its recordings hold.</summary>
    public required DatasetKind Kind { get; init; }

    /// <summary>All recordings, in the file's order.</summary>
    public required IReadOnlyList<Recording> Recordings { get; init; }

    /// <summary>All splits, in the file's order.</summary>
    public required IReadOnlyList<Split> Splits { get; init; }

    /// <summary>Findings that do not keep the dataset from being read: fields nobody knows, with their place.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Columns, rate and scale of a <see cref="DatasetKind.Waveform"/> dataset; null for others.</summary>
    public WaveformLayout? Waveform { get; init; }

    /// <summary>Spec of a <see cref="DatasetKind.NodeFeatures"/> dataset; null for others.</summary>
    public NodeFeatureLayout? NodeFeatures { get; init; }

    /// <summary>Frames and bands of a <see cref="DatasetKind.ClipFeatures"/> dataset; null for others.</summary>
    public ClipLayout? Clips { get; init; }

    /// <summary>Columns and period of a <see cref="DatasetKind.Temperature"/> dataset; null for others.</summary>
    public TemperatureLayout? Temperature { get; init; }

    /// <summary>Reads the folder's <c>dataset.json</c>.</summary>
    /// <exception cref="DatasetException">It is absent or wrong; the message names file, line and column.</exception>
    public static Dataset Open(string folder)
    {
        return ManifestReader.Read(folder);
    }

    /// <summary>The split of that name.</summary>
    /// <exception cref="DatasetException">There is none; the message lists those there are.</exception>
    public Split FindSplit(string name)
    {
        return Splits.FirstOrDefault(split => split.Name == name)
            ?? throw new DatasetException($"{Path.Combine(Folder, ManifestName)}: no split '{name}'; {Known("splits", Splits.Select(split => split.Name))}.");
    }

    /// <summary>The recording of that id.</summary>
    /// <exception cref="DatasetException">There is none; the message lists those there are.</exception>
    public Recording FindRecording(string id)
    {
        return Recordings.FirstOrDefault(recording => recording.Id == id)
            ?? throw new DatasetException($"{Path.Combine(Folder, ManifestName)}: no recording '{id}'; {Known("recordings", Recordings.Select(recording => recording.Id))}.");
    }

    /// <summary>All normal recordings, whole: what to learn from where no split is named.</summary>
    /// <exception cref="DatasetException">There is none.</exception>
    public IReadOnlyList<RecordingPart> NormalParts()
    {
        RecordingPart[] parts = [.. Recordings.Where(recording => recording.Label == RecordingLabel.Normal).Select(recording => new RecordingPart(recording))];
        return parts.Length > 0
            ? parts
            : throw new DatasetException($"{Path.Combine(Folder, ManifestName)}: no recording is labelled normal.");
    }

    private static string Known(string what, IEnumerable<string> names)
    {
        string list = string.Join(", ", names);
        return list.Length == 0 ? $"the dataset has no {what}" : $"the dataset has {list}";
    }
}
