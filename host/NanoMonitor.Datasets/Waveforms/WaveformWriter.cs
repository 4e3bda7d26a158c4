using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoMonitor.Datasets.Waveforms;

/// <summary>
/// Writes a waveform dataset: CSV.gz files, one a recording, and at the end <c>dataset.json</c>. An older dataset in the folder ends when
/// writing begins, so that the folder never holds a mixture of both.
/// </summary>
public sealed class WaveformWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly WaveformDescription _description;
    private readonly JsonArray _recordings = [];

    /// <summary>Begins a dataset in a folder, which is made where it is absent.</summary>
    /// <exception cref="DatasetException">The folder cannot be written to.</exception>
    public WaveformWriter(string folder, WaveformDescription description)
    {
        Folder = folder;
        _description = description;
        Explain(() =>
        {
            Directory.CreateDirectory(folder);
            File.Delete(Path.Combine(folder, Dataset.ManifestName));
        });
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Writes a recording to a file of its id.</summary>
    /// <exception cref="DatasetException">It cannot be written.</exception>
    public void Add(string id, string machine, RecordingLabel label, string condition, IEnumerable<WaveformRow> rows)
    {
        string file = id + ".csv.gz";
        Explain(() => WholeFile.Write(Path.Combine(Folder, file), Compress(rows)));
        _recordings.Add(new JsonObject
        {
            ["id"] = id,
            ["file"] = file,
            ["machine"] = machine,
            ["label"] = label.ToString().ToLowerInvariant(),
            ["condition"] = condition,
        });
    }

    /// <summary>Writes <c>dataset.json</c>: from now on the folder is a dataset.</summary>
    /// <exception cref="DatasetException">It cannot be written.</exception>
    public void Finish(IReadOnlyList<NamedSplit> splits)
    {
        var root = new JsonObject
        {
            ["format"] = Dataset.Format,
            ["name"] = _description.Name,
            ["source"] = _description.Source,
            ["note"] = _description.Note,
            ["sampleRateHz"] = _description.SampleRateHz,
            ["acceleration"] = new JsonObject { ["columns"] = Names(_description.Columns), ["countsPerG"] = _description.CountsPerG },
        };
        AddOptional(root, "sensor", _description.Sensor);
        AddOptional(root, "rangeG", _description.RangeG);
        AddOptional(root, "segmentColumn", _description.SegmentColumn);
        AddOptional(root, "temperature", _description.TemperatureColumn is { } column ? new JsonObject { ["column"] = column, ["unit"] = "degC" } : null);
        root["recordings"] = _recordings;
        root["splits"] = new JsonObject(splits.Select(split => KeyValuePair.Create(
            split.Name,
            (JsonNode?)new JsonObject { ["train"] = Parts(split.Train), ["test"] = Parts(split.Test) })));
        Explain(() => WholeFile.Write(Path.Combine(Folder, Dataset.ManifestName), JsonSerializer.SerializeToUtf8Bytes(root, Indented)));
    }

    private static void AddOptional(JsonObject root, string name, JsonNode? value)
    {
        if (value is not null)
        {
            root[name] = value;
        }
    }

    private static JsonArray Names(IReadOnlyList<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    private static JsonArray Parts(IReadOnlyList<string> ids) => [.. ids.Select(id => new JsonObject { ["recording"] = id })];

    private byte[] Compress(IEnumerable<WaveformRow> rows)
    {
        var bytes = new MemoryStream();
        using (var text = new StreamWriter(new GZipStream(bytes, CompressionLevel.Optimal), new UTF8Encoding(false)) { NewLine = "\n" })
        {
            string[] columns = [.. _description.Columns, .. Optional(_description.TemperatureColumn), .. Optional(_description.SegmentColumn)];
            text.WriteLine(string.Join(',', columns));
            foreach (WaveformRow row in rows)
            {
                text.Write(string.Join(',', row.Counts.Select(count => count.ToString(CultureInfo.InvariantCulture))));
                text.Write(_description.TemperatureColumn is null ? "" : string.Create(CultureInfo.InvariantCulture, $",{row.TemperatureC:0.0}"));
                text.WriteLine(_description.SegmentColumn is null ? "" : string.Create(CultureInfo.InvariantCulture, $",{row.Segment}"));
            }
        }

        return bytes.ToArray();
    }

    private static IEnumerable<string> Optional(string? column) => column is null ? [] : [column];

    private void Explain(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{Folder}: the dataset cannot be written: {error.Message.TrimEnd('.')}. Choose another folder.", error);
        }
    }
}
