using System.Text.Json.Nodes;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;

namespace NanoMonitor.Datasets.Tests.NodeFeatures;

public sealed class NodeFeatureTests : IDisposable
{
    private static readonly FeatureSpec Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000);
    private readonly TemporaryFolder temporary = new();
    private readonly string folder;

    public NodeFeatureTests()
    {
        folder = Path.Combine(temporary.Path, "plant-fan");
    }

    public void Dispose()
    {
        temporary.Dispose();
    }

    [Fact]
    public void A_run_reads_as_it_was_written()
    {
        var windows = Windows(20);
        string id = NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "plant/fan", RecordingLabel.Normal, windows)
        {
            Condition = "full load",
            Started = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(2)),
        });
        var dataset = Dataset.Open(folder);
        Assert.Equal(("plant-fan", DatasetKind.NodeFeatures), (dataset.Name, dataset.Kind));
        Assert.Equal(Spec.Hash, dataset.NodeFeatures!.Spec.Hash);
        Assert.Empty(dataset.Warnings);
        var recording = Assert.Single(dataset.Recordings);
        Assert.Equal((id, "plant/fan", RecordingLabel.Normal, "full load"), (recording.Id, recording.Machine, recording.Label, recording.Condition));
        AssertEqual(windows, Read(dataset, 0));
    }

    [Fact]
    public void Every_repetition_adds_a_run_and_keeps_what_people_wrote()
    {
        var first = Windows(3);
        var second = Windows(5, boot: 9);
        Assert.Equal("run-0001", NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, first)));
        string manifest = Path.Combine(folder, "dataset.json");
        var root = JsonNode.Parse(File.ReadAllText(manifest))!;
        root["note"] = "kept";
        root["splits"] = JsonNode.Parse("""{ "s": { "train": [{ "recording": "run-0001" }], "test": [] } }""");
        File.WriteAllText(manifest, root.ToJsonString());
        File.WriteAllText(Path.Combine(folder, "run-0007.nmf"), "left over from a crash");

        Assert.Equal("run-0008", NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, second)));
        var dataset = Dataset.Open(folder);
        Assert.Equal("s", Assert.Single(dataset.Splits).Name);
        Assert.Contains("kept", File.ReadAllText(manifest), StringComparison.Ordinal);
        AssertEqual(first, Read(dataset, 0));
        AssertEqual(second, Read(dataset, 1));
        Assert.Equal(
            ["dataset.json", "run-0001.nmf", "run-0007.nmf", "run-0008.nmf"],
            Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_part_holds_the_windows_that_lie_within_it_whole()
    {
        // 1.28 s a window; the numbers 2 … 4 were voided.
        var windows = Windows(10).Where(window => window.Index is < 2 or > 4).ToArray();
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, windows));
        var dataset = Dataset.Open(folder);
        var part = new RecordingPart(dataset.Recordings[0], 1.28, 8.96);
        Assert.Equal([1, 5, 6], NodeFeatureReader.Read(dataset, part).Select(window => window.Index));
        Assert.Throws<DatasetException>(() => NodeFeatureReader.Read(dataset, part with { FromSeconds = 2.56, ToSeconds = 5 }));
    }

    [Fact]
    public void Refuses_runs_that_do_not_belong_here()
    {
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, Windows(2)));
        byte[] before = File.ReadAllBytes(Path.Combine(folder, "dataset.json"));
        var foreign = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 4, 8192, 200_000);
        AssertRefused("the run to a folder of its own", new NodeFeatureRun(foreign, "m", RecordingLabel.Normal, Windows(2)));
        AssertRefused("no windows", new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, []));
        AssertRefused("out of order", new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, [.. Windows(3).Reverse()]));
        AssertRefused("out of order", new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, [.. Windows(1), .. Windows(1, boot: 5), .. Windows(2)]));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, "dataset.json")));
        Assert.Single(Directory.GetFiles(folder, "*.nmf"));
    }

    [Theory]
    [InlineData(3, 2, "version 2")]
    [InlineData(4, 9, "truncated or damaged")]
    [InlineData(30, 1, "another feature spec")]
    [InlineData(100, 1, "CRC32")]
    [InlineData(0, 0, "not a file of node features")]
    public void Refuses_damaged_files(int offset, byte value, string reason)
    {
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, Windows(2)));
        string path = Path.Combine(folder, "run-0001.nmf");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[offset] = bytes[offset] == value ? (byte)(value + 1) : value;
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<DatasetException>(() => Read(Dataset.Open(folder), 0));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_every_truncation()
    {
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, Windows(1)));
        string path = Path.Combine(folder, "run-0001.nmf");
        byte[] bytes = File.ReadAllBytes(path);
        var dataset = Dataset.Open(folder);
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<DatasetException>(() => Read(dataset, 0));
        }
    }

    [Fact]
    public void Refuses_a_spec_whose_hash_differs()
    {
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(Spec, "m", RecordingLabel.Normal, Windows(1)));
        string manifest = Path.Combine(folder, "dataset.json");
        var root = JsonNode.Parse(File.ReadAllText(manifest))!;
        root["featureSpecHash"] = "0123456789abcdef";
        File.WriteAllText(manifest, root.ToJsonString());
        Assert.Contains("does not belong to the featureSpec", Assert.Throws<DatasetException>(() => Dataset.Open(folder)).Message, StringComparison.Ordinal);
    }

    private static FeatureWindow[] Windows(int count, int boot = 4)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(index => new FeatureWindow(
            boot,
            index,
            [.. Enumerable.Range(0, Spec.FeatureCount).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))],
            [random.Next(16_000), random.Next(16_000), random.Next(16_000)],
            random.Next(-4000, 12_000),
            index % 7 == 6))];
    }

    private static IReadOnlyList<FeatureWindow> Read(Dataset dataset, int recording)
    {
        return NodeFeatureReader.Read(dataset, new RecordingPart(dataset.Recordings[recording]));
    }

    private static void AssertEqual(FeatureWindow[] expected, IReadOnlyList<FeatureWindow> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Values, actual[i].Values);
            Assert.Equal(expected[i].RmsMilliG, actual[i].RmsMilliG);
            Assert.Equal(expected[i], actual[i], Same);
        }
    }

    private static bool Same(FeatureWindow a, FeatureWindow b)
    {
        return (a.BootId, a.Index, a.TemperatureCentiC, a.Flat) == (b.BootId, b.Index, b.TemperatureCentiC, b.Flat);
    }

    private void AssertRefused(string reason, NodeFeatureRun run)
    {
        Assert.Contains(reason, Assert.Throws<DatasetException>(() => NodeFeatureWriter.AppendRun(folder, run)).Message, StringComparison.Ordinal);
    }
}
