using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Datasets.Waveforms;

/// <summary>
/// Writes waveform datasets of what nodes recorded, a run at a time: a folder with <c>dataset.json</c> and one CSV file a run, <c>run-0001.csv</c>, <c>run-0002.csv</c>, …
/// with the number of the stretch and the counts of each axis.
/// </summary>
public static class WaveformRunWriter
{
    private const string SegmentColumn = "stretch";

    private static readonly string[] AxisNames = ["x", "y", "z"];

    /// <summary>
    /// Adds a run to the dataset in <paramref name="folder"/>, which is made where it is absent. The run's file is whole before
    /// <c>dataset.json</c> names it. Whatever else <c>dataset.json</c> holds, such as splits, stays.
    /// </summary>
    /// <returns>The id of the run.</returns>
    /// <exception cref="DatasetException">The folder holds another kind of dataset or counts of another kind, the run is empty, or nothing can be written.</exception>
    public static string AppendRun(string folder, WaveformRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Stretches.Count == 0)
        {
            throw new DatasetException("The run has no samples; nothing is written.");
        }

        RefuseForeign(folder, run.Spec);
        string manifest = Path.Combine(folder, Dataset.ManifestName);
        var root = File.Exists(manifest) ? JsonNode.Parse(File.ReadAllBytes(manifest))!.AsObject() : Create(folder, run.Spec);
        return RunFolder.Append(folder, root, ".csv", Encoding.ASCII.GetBytes(Table(run)), Describe(run));
    }

    /// <summary>Refuses a folder to which no run with counts of this spec could be added, before one is recorded for it. Leaves nothing behind.</summary>
    /// <exception cref="DatasetException">It holds something else, or nothing can be written there.</exception>
    public static void Require(string folder, FeatureSpec spec)
    {
        RefuseForeign(folder, spec);
        RunFolder.RequireWritable(folder);
    }

    private static void RefuseForeign(string folder, FeatureSpec spec)
    {
        string manifest = Path.Combine(folder, Dataset.ManifestName);
        if (!File.Exists(manifest))
        {
            return;
        }

        var layout = Dataset.Open(folder).Waveform
            ?? throw new DatasetException($"{manifest}: holds no waveforms; choose another folder.");
        bool isSame = layout.SensorFamily == spec.SensorFamily
            && layout.RangeG == spec.RangeG
            && layout.CountsPerG == spec.CountsPerG
            && layout.SampleBits == spec.SampleBits
            && layout.SampleRateHz == spec.SampleRateMilliHz / 1000.0
            && layout.Columns.SequenceEqual(AxisNames.Take(spec.AxisCount))
            && layout.SegmentColumn == SegmentColumn;
        if (!isSame)
        {
            throw new DatasetException($"{manifest}: holds waveforms of another sensor, range or rate, or that no node has recorded; choose another folder.");
        }
    }

    private static JsonObject Create(string folder, FeatureSpec spec) => new()
    {
        ["format"] = Dataset.Format,
        ["name"] = RunFolder.NameOf(folder),
        ["sampleRateHz"] = spec.SampleRateMilliHz / 1000.0,
        ["sensor"] = SensorFamily.Name(spec.SensorFamily),
        ["rangeG"] = spec.RangeG,
        ["acceleration"] = new JsonObject
        {
            ["columns"] = new JsonArray([.. AxisNames.Take(spec.AxisCount).Select(name => JsonValue.Create(name))]),
            ["countsPerG"] = spec.CountsPerG,
            ["sampleBits"] = spec.SampleBits,
        },
        ["segmentColumn"] = SegmentColumn,
        ["recordings"] = new JsonArray(),
    };

    private static string Table(WaveformRun run)
    {
        var text = new StringBuilder(SegmentColumn);
        foreach (string axis in AxisNames.Take(run.Spec.AxisCount))
        {
            text.Append(',').Append(axis);
        }

        text.Append('\n');
        for (int stretch = 0; stretch < run.Stretches.Count; stretch++)
        {
            int[][] axes = run.Stretches[stretch];
            for (int n = 0; n < axes[0].Length; n++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{stretch + 1}");
                foreach (int[] axis in axes)
                {
                    text.Append(CultureInfo.InvariantCulture, $",{axis[n]}");
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static JsonObject Describe(WaveformRun run)
    {
        var entry = new JsonObject
        {
            ["machine"] = run.Machine,
            ["label"] = run.Label.ToString().ToLowerInvariant(),
        };
        RunFolder.AddOptional(entry, run.Condition, run.Started);
        if (run.Note is not null)
        {
            entry["note"] = run.Note;
        }

        return entry;
    }
}
