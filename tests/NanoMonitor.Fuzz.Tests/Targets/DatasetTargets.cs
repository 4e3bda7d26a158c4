using System.Buffers.Binary;
using System.IO.Compression;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Clips;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Temperatures;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Fuzz.Tests.Targets;

/// <summary>Datasets: <c>dataset.json</c> and the files of each kind.</summary>
internal static class DatasetTargets
{
    private const int RowsAt = 4;
    private const int RunHeaderLength = 8 + FeatureSpec.EncodedLength;

    public static IEnumerable<FuzzTarget> Create(string folder)
    {
        string manifest = Path.Combine(folder, Dataset.ManifestName);
        return
        [
            OfFile("dataset-json", manifest, () => Dataset.Open(folder)) with { AllocationPerByte = 512 },
            OfFile("csv", Path.Combine(folder, "a.csv"), () => WaveformReader.Read(Waveforms(folder), Whole(folder, "a.csv"))),

            // One byte may stand for a thousand.
            OfFile("csv-gz", Path.Combine(folder, "a.csv.gz"), () => WaveformReader.Read(Waveforms(folder), Whole(folder, "a.csv.gz"))) with
            {
                Repair = Zipped,
                AllocationPerByte = 1032 * 64,
            },
            OfFile("temperature-csv", Path.Combine(folder, "t.csv"), () => TemperatureReader.Read(Temperatures(folder), Whole(folder, "t.csv"))),
            OfFile("node-features", Path.Combine(folder, "r.nmf"), () => NodeFeatureReader.Read(Runs(folder), Whole(folder, "r.nmf")), CorpusGenerator.Run) with { Repair = WithCrc },
            OfFile("clip", Path.Combine(folder, "c.bin"), () => ClipReader.Read(Clips(folder), Whole(folder, "c.bin")), ClipBytes),
        ];
    }

    internal static FuzzTarget OfFile<T>(string name, string path, Func<T> read, Func<T, byte[]>? encode = null)
    {
        return new FuzzTarget(name, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            T content = read();
            return encode?.Invoke(content);
        })
        {
            Documented = [typeof(DatasetException)],
            Place = path,
            AllocationBase = 1 << 19,
            Slowness = 3,
        };
    }

    private static RecordingPart Whole(string folder, string name) => new(new Recording("a", Path.Combine(folder, name), "m", RecordingLabel.Normal, null));

    private static Dataset Waveforms(string folder) => Of(folder, DatasetKind.Waveform, waveform: new WaveformLayout
    {
        SampleRateHz = 200,
        Columns = ["x", "y", "z"],
        CountsPerG = 4096,
        SampleBits = 16,
        CountsPerUnit = 1,
        TemperatureColumn = "temperature",
        SegmentColumn = "segment",
    });

    private static Dataset Temperatures(string folder) => Of(folder, DatasetKind.Temperature, temperature: new TemperatureLayout(300, "value", "timestamp", "degC"));

    private static Dataset Clips(string folder) => Of(folder, DatasetKind.ClipFeatures, clips: new ClipLayout(4, 0.5, null));

    private static Dataset Runs(string folder) => Of(folder, DatasetKind.NodeFeatures, nodeFeatures: new NodeFeatureLayout(CorpusGenerator.Spec));

    private static Dataset Of(
        string folder, DatasetKind kind, WaveformLayout? waveform = null, NodeFeatureLayout? nodeFeatures = null, ClipLayout? clips = null, TemperatureLayout? temperature = null)
    {
        return new Dataset
        {
            Folder = folder,
            Name = "fuzz",
            Kind = kind,
            Recordings = [],
            Splits = [],
            Warnings = [],
            Waveform = waveform,
            NodeFeatures = nodeFeatures,
            Clips = clips,
            Temperature = temperature,
        };
    }

    private static byte[] ClipBytes(float[][] frames) => [.. frames.SelectMany(frame => frame).SelectMany(BitConverter.GetBytes)];

    private static byte[] WithCrc(byte[] bytes)
    {
        if (bytes.Length < RunHeaderLength + 4)
        {
            return bytes;
        }

        int rowLength = 14 + (4 * CorpusGenerator.Spec.AxisCount) + (2 * CorpusGenerator.Spec.FeatureCount);
        int rows = (bytes.Length - RunHeaderLength - 4) / rowLength;
        byte[] file = [.. bytes[..(RunHeaderLength + (rows * rowLength))], 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(RowsAt), rows);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 4), Crc32.Of(file, 0, file.Length - 4));
        return file;
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }
}
