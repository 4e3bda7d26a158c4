using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Core.Signal;
using NanoMonitor.Core.Tests.Model;
using NanoMonitor.Core.Tests.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Fuzz.Tests;

/// <summary>Makes the valid samples of the corpus.</summary>
internal static class CorpusGenerator
{
    private const int SampleRateHz = 16000;

    /// <summary>Spec of the node features.</summary>
    public static FeatureSpec Spec { get; } = new(SensorFamily.Mpu6886, 8, 4096, 16, 200_000, 1, 128, 128, 4, FeatureSpec.Crest);

    /// <summary>All samples.</summary>
    public static IEnumerable<(string Target, string Name, byte[] Bytes)> Make()
    {
        foreach (var (name, good, _) in Samples.All)
        {
            yield return (name, "valid.bin", good);
        }

        yield return ("state", "lost.bin", Ascii(NodeState.LostText));
        yield return ("topic", "birth.txt", Ascii(Topics.Of(Samples.Site, Samples.Node, Topics.Birth)));
        yield return ("topic", "command.txt", Ascii(Topics.Of(Samples.Site, Samples.Node, Topics.CommandPrefix + Command.RebootVerb)));
        yield return ("chunk-topic", "valid.txt", Ascii(Topics.OfChunk([.. Enumerable.Range(100, 32).Select(i => (byte)i)], 3)));
        foreach (string leaf in new[] { Topics.Birth, Topics.Telemetry, Topics.Event, Topics.Ack })
        {
            byte[] payload = Samples.All.Single(sample => sample.Name == leaf).Good;
            yield return ("node-message", leaf + ".bin", [.. Ascii(Topics.Of(Samples.Site, Samples.Node, leaf) + "\n"), .. payload]);
        }

        yield return ("table", "residual.nmt", WeightTableWriter.Write(RandomTables.Create(1, modes: 1)));
        yield return ("table", "shuffled.nmt", WeightTableWriter.Write(RandomTables.Create(2, modes: 2, residual: false, shuffled: true)));
        yield return ("chunks", "package.bin", [.. Enumerable.Range(0, 2500).Select(i => (byte)(i * 7))]);
        yield return ("improv", "commands.bin", Commands());
        yield return ("improv", "results.bin", Results());
        yield return ("fleet-key", "fleet.key", Ascii("nanomonitor-fleet-key/1\n" + new string('5', 64) + "\n"));
        yield return ("key-ledger", "fleet.key.nodes", Ascii(KeyLedgerFile));
        yield return ("audit-log", "fleet.key.audit", Ascii(AuditFile));
        yield return ("password-file", "passwords", Ascii(Passwords));
        yield return ("provisioning-file", "nodes.json", Utf8(ProvisioningFile));
        yield return ("dataset-json", "waveform.json", Utf8(WaveformManifest));
        yield return ("dataset-json", "features.json", Utf8(ClipManifest));
        yield return ("dataset-json", "temperature.json", Utf8(TemperatureManifest));
        yield return ("dataset-json", "node-features.json", NodeFeatureManifest());
        yield return ("csv", "a.csv", Utf8(Csv));
        yield return ("csv-gz", "a.csv", Utf8(Csv));
        yield return ("csv-gz", "stored.csv.gz", Stored(Utf8(Csv)));
        yield return ("temperature-csv", "t.csv", Utf8("timestamp,value\n2013-12-10 06:25:00,61.25\n2013-12-10 06:30:00,-1.5e1\n\n\"2013-12-10 06:35:00\", 62\n"));
        yield return ("node-features", "r.nmf", Run(Windows()));
        yield return ("clip", "c.bin", [.. Enumerable.Range(0, 24).SelectMany(i => BitConverter.GetBytes(i / 4f))]);
        yield return ("wav", "pcm16.wav", Wav(1, 16));
        yield return ("wav", "pcm24.wav", Wav(1, 24));
        yield return ("wav", "float.wav", Wav(3, 32));
        yield return ("dcase-tree", "names.txt", Ascii("normal_id_00_00000000.wav\nnormal_id_02_00000017.wav\nanomaly_id_00_00000001.wav\nid_01_00000000.wav\nnotes.wav\n"));
    }

    /// <summary>The file of one run.</summary>
    public static byte[] Run(IReadOnlyList<FeatureWindow> windows) => NodeFeatureFile.Encode(Spec, windows);

    private const string Csv = "time,x,y,z,temperature,segment\n0,1,-2,3,21.5,1\n0.005,32767,-32768,0,21.5,1\n\n0.01, \"4\",5.4,6e0,-3,2\r\n0.015,7,8,9,22,2\n";

    private const string KeyLedgerFile = """
        { "format": "nanomonitor-key-ledger/1", "oldestGeneration": 1, "nodes": {
          "plant/fan-1": { "proven": { "generation": 1, "epoch": 3 }, "pending": { "generation": 2, "epoch": 4 } },
          "plant/pump-1": { "proven": { "generation": 2, "epoch": 1 }, "pending": null } } }

        """;

    private const string AuditFile = """
        {"at":"2026-11-26T01:00:00+00:00","user":"op@host","node":"plant/fan-1","verb":"identify","arguments":"","counter":1790000000123,"answer":"asked"}
        {"at":"2026-11-26T01:00:01+00:00","user":"op@host","node":"plant/fan-1","verb":"identify","arguments":"","counter":1790000000123,"answer":"done"}

        """;

    private const string Passwords =
        "host:$7$101$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n"
        + "plant/fan-1:$7$7$AQEBAQEBAQEBAQEB$AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==\n";

    private const string ProvisioningFile = """
        { "format": "nanomonitor-provisioning/1",
          "fields": { "site": "plant", "brokerHost": "10.0.0.5", "brokerPort": 8883, "wifiSsid": "hall \u2602", "wifiPassword": "secret" },
          "nodes": [ { "node": "fan-1" }, { "node": "pump-1", "machineClass": "pump", "rangeG": 4, "brokerUser": "pump" } ] }

        """;

    private const string WaveformManifest = """
        { "format": "nanomonitor-dataset/1", "name": "fan", "source": "a bench", "sampleRateHz": 200, "sensor": "mpu6886", "rangeG": 8,
          "acceleration": { "columns": ["x", "y", "z"], "countsPerG": 4096, "segmentColumn": "segment" },
          "temperature": { "column": "t", "unit": "degC" },
          "recordings": [
            { "id": "a", "file": "a.csv", "machine": "fan-1", "label": "normal" },
            { "id": "b", "file": "sub/b.csv.gz", "label": "anomaly", "condition": "clog", "note": "half" } ],
          "splits": { "standard": { "train": [ { "recording": "a", "fromSeconds": 0, "toSeconds": 12.5 } ], "test": [ { "recording": "b" } ] } } }

        """;

    private const string ClipManifest = """
        { "format": "nanomonitor-dataset/1", "kind": "features", "bands": 4, "hopSeconds": 0.5,
          "recordings": [ { "id": "c", "file": "c.bin", "label": "mixed", "frames": 6 } ] }

        """;

    private const string TemperatureManifest = """
        { "format": "nanomonitor-dataset/1", "kind": "temperature", "samplePeriodSeconds": 300,
          "temperature": { "column": "value", "timestampColumn": "timestamp" }, "unknown": null,
          "recordings": [ { "id": "t", "file": "t.csv", "label": "mixed", "anomalyWindows": [ ["2013-12-10T06:25:00", "2013-12-11 06:25"] ] } ] }

        """;

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static FeatureWindow[] Windows()
    {
        return
        [
            .. Enumerable.Range(0, 3).Select(i => new FeatureWindow(
                7, 100 + i, [.. Enumerable.Range(0, Spec.FeatureCount).Select(feature => (short)(feature * -300))], [12 + i], 2150, i == 2)),
        ];
    }

    private static byte[] NodeFeatureManifest()
    {
        using var folder = new ScratchFolder();
        string inner = Path.Combine(folder.Path, "runs");
        NodeFeatureWriter.AppendRun(inner, new NodeFeatureRun(Spec, "site/node", RecordingLabel.Normal, Windows()));
        return File.ReadAllBytes(Path.Combine(inner, Dataset.ManifestName));
    }

    private static byte[] Commands()
    {
        return
        [
            .. Frame(ImprovFrame.Command, ImprovCommand.RequestState), .. Frame(ImprovFrame.Command, ImprovCommand.WifiSettings, "hall", "secret"), .. "boot noise IMP"u8,
            .. Frame(ImprovFrame.Command, ImprovCommand.SetFields, "site=plant", "node=fan-1", "wifiSsid=Halle ☂"),
        ];
    }

    private static byte[] Results()
    {
        var report = new MountingReport { SensorStatus = "ok", Sensor = "mpu6886", RangeG = 8, Frames = 2000, NoiseMicroG = [400, 500, 600], GravityMicroG = [1, -2, 1_000_000] };
        return
        [
            .. Frame(ImprovFrame.Result, ImprovCommand.CheckMounting, report.ToStrings()),
            .. Frame(ImprovFrame.Result, ImprovCommand.Describe, "provisioned=1", "site=plant", "node=fan-1", "sequence=3", "boot=9", "port=COM1", "network=1", "broker=0"),
            .. ImprovFrame.Encode(ImprovFrame.ErrorState, [ImprovError.UnableToConnect]),
        ];
    }

    private static byte[] Frame(int type, int command, params string[] strings) => ImprovFrame.Encode(type, ImprovCommand.Encode(command, strings));

    // Uncompressed, so that every version of the library writes the same bytes.
    private static byte[] Stored(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.NoCompression))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }

    private static byte[] Wav(short format, short bits)
    {
        const short channels = 2;
        byte[] data = [.. Enumerable.Range(0, 8).SelectMany(i => format == 3 ? BitConverter.GetBytes(i / 8f) : BitConverter.GetBytes(i << 20)[..(bits / 8)])];
        byte[] header = new byte[28];
        BinaryPrimitives.WriteInt32LittleEndian(header, 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(4), format);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(6), channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), SampleRateHz * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(16), (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(18), bits);
        "data"u8.CopyTo(header.AsSpan(20));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), data.Length);
        return [.. "RIFF"u8, .. BitConverter.GetBytes(4 + 4 + header.Length + data.Length), .. "WAVEfmt "u8, .. header, .. data];
    }
}
