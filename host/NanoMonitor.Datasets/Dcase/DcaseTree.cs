using System.Text.RegularExpressions;

namespace NanoMonitor.Datasets.Dcase;

/// <summary>
/// A tree of WAV files in the layout of the DCASE 2020 challenge, task 2: <c>fan/train/normal_id_00_00000000.wav</c>,
/// <c>fan/test/anomaly_id_00_00000000.wav</c>, and in the evaluation set <c>fan/test/id_01_00000000.wav</c>.
/// </summary>
public static partial class DcaseTree
{
    /// <summary>The types of machines below a root, by name; folders without <c>train</c> and <c>test</c> are passed over.</summary>
    /// <param name="root">The root folder.</param>
    /// <param name="warnings">Told of WAV files whose names do not fit.</param>
    /// <exception cref="DatasetException">There is no such folder, or no type of machine in it.</exception>
    public static IReadOnlyList<DcaseMachineType> Open(string root, ICollection<string> warnings)
    {
        if (!Directory.Exists(root))
        {
            throw new DatasetException($"{root}: there is no such folder.");
        }

        DcaseMachineType[] types = [.. Directory.GetDirectories(root).Order(StringComparer.Ordinal)
            .Select(folder => new DcaseMachineType(Path.GetFileName(folder), Clips(folder, "train", warnings), Clips(folder, "test", warnings)))
            .Where(type => type.Train.Count > 0 && type.Test.Count > 0)];
        return types.Length > 0
            ? types
            : throw new DatasetException($"{root}: no folder in it has train/normal_id_NN_NNNNNNNN.wav and test/…_id_NN_NNNNNNNN.wav.");
    }

    private static DcaseClip[] Clips(string folder, string part, ICollection<string> warnings)
    {
        string path = Path.Combine(folder, part);
        return Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*.wav").Order(StringComparer.Ordinal).Select(file => Clip(file, part, warnings)).OfType<DcaseClip>()]
            : [];
    }

    private static DcaseClip? Clip(string file, string part, ICollection<string> warnings)
    {
        var name = NamePattern().Match(Path.GetFileName(file));
        RecordingLabel? label = name.Groups["label"].Value switch
        {
            "normal" => RecordingLabel.Normal,
            "anomaly" => RecordingLabel.Anomaly,
            _ => null,
        };
        if (!name.Success || (part == "train" && label != RecordingLabel.Normal))
        {
            warnings.Add($"{file}: passed over, its name is not one of a {part} recording.");
            return null;
        }

        return new DcaseClip(file, name.Groups["id"].Value, label);
    }

    [GeneratedRegex(@"^((?<label>normal|anomaly)_)?id_(?<id>[0-9]{2})_[0-9]{8}\.wav\z")]
    private static partial Regex NamePattern();
}
