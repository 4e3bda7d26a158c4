using NanoMonitor.Datasets.Clips;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Temperatures;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Datasets.Manifests;

/// <summary>Reads <c>dataset.json</c>: what all kinds have in common here, the rest by each kind's layout.</summary>
internal static class ManifestReader
{
    private static readonly string[] Documentation = ["source", "licence", "license", "note"];

    public static Dataset Read(string folder)
    {
        string file = Path.Combine(folder, Dataset.ManifestName);
        var root = LocatedJson.Parse(file, ReadBytes(folder, file));
        var format = root.Required("format");
        if (format.Text() != Dataset.Format)
        {
            throw format.Refuse($"'{format.Text()}' is not a format this version reads; it reads '{Dataset.Format}'");
        }

        foreach (string field in Documentation)
        {
            root.Optional(field);
        }

        var kind = ReadKind(root);
        var recordings = ReadRecordings(folder, root.Required("recordings"));
        var splits = root.Optional("splits") is { } list ? ReadSplits(list, recordings) : [];
        string name = root.Optional("name")?.Text() ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var waveform = kind == DatasetKind.Waveform ? WaveformLayout.Read(root) : null;
        var nodeFeatures = kind == DatasetKind.NodeFeatures ? NodeFeatureLayout.Read(root) : null;
        var clips = kind == DatasetKind.ClipFeatures ? ClipLayout.Read(root) : null;
        var temperature = kind == DatasetKind.Temperature ? TemperatureLayout.Read(root) : null;
        return new Dataset
        {
            Folder = folder,
            Name = name,
            Kind = kind,
            Recordings = recordings,
            Splits = splits,
            Waveform = waveform,
            NodeFeatures = nodeFeatures,
            Clips = clips,
            Temperature = temperature,
            Warnings = [.. root.Unused()],
        };
    }

    private static byte[] ReadBytes(string folder, string file)
    {
        if (!Directory.Exists(folder))
        {
            throw new DatasetException($"{folder}: the folder does not exist.");
        }

        if (!File.Exists(file))
        {
            throw new DatasetException($"{file}: does not exist; a dataset is a folder with a {Dataset.ManifestName}.");
        }

        try
        {
            byte[] bytes = File.ReadAllBytes(file);
            return bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{file}: cannot be read: {error.Message}", error);
        }
    }

    private static DatasetKind ReadKind(LocatedJson root)
    {
        var kind = root.Optional("kind");
        return kind?.Text() switch
        {
            null => DatasetKind.Waveform,
            "node-features" => DatasetKind.NodeFeatures,
            "features" => DatasetKind.ClipFeatures,
            "temperature" => DatasetKind.Temperature,
            var other => throw kind.Refuse($"'{other}' is not a known kind; known are node-features, features, temperature, and none for vibration as CSV"),
        };
    }

    private static List<Recording> ReadRecordings(string folder, LocatedJson list)
    {
        var recordings = new List<Recording>();
        foreach (var item in list.Items())
        {
            var id = item.Required("id");
            if (recordings.Exists(recording => recording.Id == id.Text()))
            {
                throw id.Refuse($"'{id.Text()}' stands twice");
            }

            recordings.Add(new Recording(
                id.Text(),
                ReadPath(folder, item.Required("file")),
                item.Optional("machine")?.Text() ?? "",
                ReadLabel(item.Required("label")),
                item.Optional("condition")?.Text())
            {
                Frames = item.Optional("frames")?.Integer(1, int.MaxValue),
                AnomalyWindows = item.Optional("anomalyWindows") is { } windows ? [.. windows.Items().Select(ReadTimeWindow)] : [],
            });
            item.Optional("windows");
            item.Optional("startedUtc");
            item.Optional("note");
        }

        return recordings;
    }

    private static string ReadPath(string folder, LocatedJson field)
    {
        string name = field.PathText();
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(root, name));
        if (Path.IsPathRooted(name) || !path.StartsWith(root, StringComparison.Ordinal))
        {
            throw field.Refuse($"'{name}' must lie within the dataset's folder");
        }

        return Path.Combine(folder, name);
    }

    private static RecordingLabel ReadLabel(LocatedJson field)
    {
        return field.Text() switch
        {
            "normal" => RecordingLabel.Normal,
            "anomaly" => RecordingLabel.Anomaly,
            "idle" => RecordingLabel.Idle,
            "mixed" => RecordingLabel.Mixed,
            var other => throw field.Refuse($"'{other}' is not one of normal, anomaly, idle, mixed"),
        };
    }

    private static (DateTime From, DateTime To) ReadTimeWindow(LocatedJson field)
    {
        var ends = field.Items();
        if (ends.Count != 2 || ends[0].Time() >= ends[1].Time())
        {
            throw field.Refuse("a pair [from, to] of times, the earlier first, is expected");
        }

        return (ends[0].Time(), ends[1].Time());
    }

    private static List<Split> ReadSplits(LocatedJson field, List<Recording> recordings)
    {
        return [.. field.FieldNames.Select(name =>
        {
            var split = field.Required(name);
            return new Split(name, ReadParts(split.Required("train"), recordings), ReadParts(split.Required("test"), recordings));
        })];
    }

    private static List<RecordingPart> ReadParts(LocatedJson list, List<Recording> recordings)
    {
        return [.. list.Items().Select(item =>
        {
            var id = item.Required("recording");
            var recording = recordings.Find(recording => recording.Id == id.Text()) ?? throw id.Refuse($"the dataset has no recording '{id.Text()}'");
            double? from = item.Optional("fromSeconds")?.Number(0, 1e9);
            double? to = item.Optional("toSeconds")?.Number(0, 1e9);
            return to <= (from ?? 0) ? throw item.Refuse("toSeconds must be greater than fromSeconds") : new RecordingPart(recording, from, to);
        })];
    }
}
