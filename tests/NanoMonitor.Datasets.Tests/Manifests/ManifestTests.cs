namespace NanoMonitor.Datasets.Tests.Manifests;

public sealed class ManifestTests : IDisposable
{
    private const string Valid = """
        {
          "format": "nanomonitor-dataset/1",
          "name": "pump",
          "sampleRateHz": 400,
          "acceleration": { "columns": ["ax", "ay"], "countsPerG": 4096 },
          "sensor": "lis3dh",
          "rangeG": 8,
          "recordings": [
            { "id": "a", "file": "a.csv", "machine": "m1", "label": "normal", "condition": "slow" },
            { "id": "b", "file": "b.csv", "label": "anomaly" }
          ],
          "splits": { "half": { "train": [{ "recording": "a", "toSeconds": 10.5 }], "test": [{ "recording": "a", "fromSeconds": 10.5 }, { "recording": "b" }] } }
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    [Fact]
    public void Reads_layout_recordings_and_splits()
    {
        var dataset = Open(Valid);
        Assert.Equal(("pump", DatasetKind.Waveform), (dataset.Name, dataset.Kind));
        Assert.Equal((400.0, 4096, 16, 8), (dataset.Waveform!.SampleRateHz, dataset.Waveform.CountsPerG, dataset.Waveform.SampleBits, dataset.Waveform.RangeG));
        Assert.Equal(["ax", "ay"], dataset.Waveform.Columns);
        Assert.Equal((RecordingLabel.Normal, "slow", "m1"), (dataset.Recordings[0].Label, dataset.Recordings[0].Condition, dataset.Recordings[0].Machine));
        var split = dataset.FindSplit("half");
        Assert.Equal(10.5, Assert.Single(split.Train).ToSeconds);
        Assert.Equal(["a[10.5..]", "b"], split.Test.Select(part => part.ToString()));
        Assert.Empty(dataset.Warnings);
        Assert.Equal("a", Assert.Single(dataset.NormalParts()).Recording.Id);
    }

    [Fact]
    public void Of_many_unknown_fields_names_the_first_and_counts_the_rest()
    {
        string fields = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"\"x{i}\": 1,\n"));
        IReadOnlyList<string> warnings = Open(Valid.Replace("\"name\"", fields + "\"name\"", StringComparison.Ordinal)).Warnings;
        Assert.Equal(21, warnings.Count);
        Assert.Contains("x0 is not a known field", warnings[0], StringComparison.Ordinal);
        Assert.Contains("29980 more fields", warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_may_end_with_a_separator()
    {
        Open(Valid);
        var dataset = Dataset.Open(folder.Path + Path.DirectorySeparatorChar);
        Assert.Equal(2, dataset.Recordings.Count);
    }

    [Theory]
    [InlineData("\"label\": \"anomaly\"", "\"label\": \"broken\"", ":10:44: recordings[1].label: 'broken' is not one of normal, anomaly, idle, mixed")]
    [InlineData("\"sampleRateHz\": 400", "\"sampleRateHz\": \"400\"", ":4:19: sampleRateHz: a number is expected")]
    [InlineData("\"sampleRateHz\": 400", "\"sampleRateHz\": 0", ":4:19: sampleRateHz: 0 is outside 1")]
    [InlineData("\"sampleRateHz\": 400,", "", ":1:1: the field \"sampleRateHz\" is missing")]
    [InlineData("nanomonitor-dataset/1", "nanomonitor-dataset/2", "'nanomonitor-dataset/2' is not a format this version reads")]
    [InlineData("{ \"recording\": \"b\" }", "{ \"recording\": \"c\" }", "splits.half.test[1].recording: the dataset has no recording 'c'")]
    [InlineData("\"id\": \"b\"", "\"id\": \"a\"", "'a' stands twice")]
    [InlineData("\"toSeconds\": 10.5", "\"toSeconds\": 0", "toSeconds must be greater than fromSeconds")]
    [InlineData("\"b.csv\"", "\"../b.csv\"", "must lie within the dataset's folder")]
    [InlineData("\"b.csv\"", "\"/etc/passwd\"", "must lie within the dataset's folder")]
    [InlineData("[\"ax\", \"ay\"]", "[\"ax\", \"ax\"]", "one to three different column names")]
    [InlineData("\"lis3dh\"", "\"lis9\"", "'lis9' is not one of unknown, mpu6886")]
    [InlineData("\"name\": \"pump\"", "\"name\": \"pump\", \"kind\": \"wav\"", "'wav' is not a known kind")]
    [InlineData("\"name\": \"pump\",", "\"name\": \"pump\"", ":4:3: not valid JSON")]
    [InlineData("\"name\": \"pump\"", "\"format\": \"x\"", "format: stands twice")]
    public void Names_file_line_and_field_of_an_error(string valid, string wrong, string message)
    {
        var error = Assert.Throws<DatasetException>(() => Open(Valid.Replace(valid, wrong, StringComparison.Ordinal)));
        Assert.StartsWith(Path.Combine(folder.Path, "dataset.json"), error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_fields_nobody_knows()
    {
        var dataset = Open(Valid.Replace("\"toSeconds\"", "\"tillSeconds\"", StringComparison.Ordinal));
        Assert.Contains(":12:", Assert.Single(dataset.Warnings), StringComparison.Ordinal);
        Assert.Contains("splits.half.train[0].tillSeconds is not a known field", dataset.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_what_there_is_when_a_name_is_unknown()
    {
        var dataset = Open(Valid);
        Assert.Contains("the dataset has half", Assert.Throws<DatasetException>(() => dataset.FindSplit("third")).Message, StringComparison.Ordinal);
        Assert.Contains("the dataset has a, b", Assert.Throws<DatasetException>(() => dataset.FindRecording("c")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_a_dataset_is_when_the_folder_is_none()
    {
        Assert.Contains("a dataset is a folder with a dataset.json", Assert.Throws<DatasetException>(() => Dataset.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("the folder does not exist", Assert.Throws<DatasetException>(() => Dataset.Open(Path.Combine(folder.Path, "x"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", null, 16384, 20)]
    [InlineData("0.102", 16, 32768, 20)]
    [InlineData("16393.4", null, 16393, 16)]
    [InlineData("256000", null, 256000, 20)]
    public void Derives_counts_and_bits_from_the_scale(string countsPerG, int? rangeG, int counts, int bits)
    {
        string range = rangeG is null ? "" : $"\"rangeG\": {rangeG},";
        var layout = Open(Valid.Replace("\"rangeG\": 8,", range, StringComparison.Ordinal).Replace("4096", countsPerG, StringComparison.Ordinal)).Waveform!;
        Assert.Equal((counts, bits), (layout.CountsPerG, layout.SampleBits));
    }

    private Dataset Open(string manifest)
    {
        folder.Write("dataset.json", manifest);
        return Dataset.Open(folder.Path);
    }
}
