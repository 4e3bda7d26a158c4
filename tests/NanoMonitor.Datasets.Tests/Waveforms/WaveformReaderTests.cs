using System.IO.Compression;
using System.Text;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Datasets.Tests.Waveforms;

public sealed class WaveformReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    [Theory]
    [InlineData("t,ax,ay\n25.5,1,-2\n25,3,4\n")]
    [InlineData("ax,\"ay\",t\r\n1,-2,25.5\r\n\r\n3.0,\"4\",25\r\n")]
    [InlineData("\uFEFFay, ax ,t\n-2, 1 ,25.5\n4,3,2.5e1")]
    public void Reads_columns_by_name_whatever_the_layout_of_the_file(string csv)
    {
        folder.Write("a.csv", csv);
        var stretch = Assert.Single(Read(Dataset("\"temperature\": { \"column\": \"t\", \"unit\": \"degC\" }")));
        Assert.Equal([1, 3], stretch.Samples[0]);
        Assert.Equal([-2, 4], stretch.Samples[1]);
        Assert.Equal([2550, 2500], stretch.TemperatureCentiC!);
    }

    [Fact]
    public void Reads_gzip_by_content_and_across_buffers()
    {
        const int Rows = 40_000;
        var text = new StringBuilder("ax,ay\n");
        for (int i = 0; i < Rows; i++)
        {
            text.Append(i % 30000).Append(',').Append(-i % 30000).Append('\n');
        }

        folder.WriteGzip("a.csv", text.ToString());
        var stretch = Assert.Single(Read(Dataset()));
        Assert.Equal(Rows, stretch.Length);
        Assert.Equal(39_999 % 30000, stretch.Samples[0][^1]);
        Assert.Equal(-12_345, stretch.Samples[1][12_345]);
        Assert.Null(stretch.TemperatureCentiC);
    }

    [Fact]
    public void Refuses_a_small_file_that_unpacks_without_end()
    {
        folder.WriteGzip("a.csv", "ax,ay\n" + string.Concat(Enumerable.Repeat("0,0\n", 6_000_000)), CompressionLevel.SmallestSize);
        var error = Assert.Throws<DatasetException>(() => Read(Dataset()));
        Assert.Contains("a.csv: unpacks to more than 400 times its size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_is_cut_at_whole_samples()
    {
        folder.Write("a.csv", "ax,ay\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},0\n")));
        var dataset = Dataset();
        var part = new RecordingPart(dataset.Recordings[0], 0.5, 1.2);
        var stretch = Assert.Single(WaveformReader.Read(dataset, part));
        Assert.Equal(5, stretch.FirstSample);
        Assert.Equal([5, 6, 7, 8, 9, 10, 11], stretch.Samples[0]);
        Assert.Equal(20 - 15, WaveformReader.Read(dataset, part with { FromSeconds = 1.5, ToSeconds = 99 })[0].Length);
        var error = Assert.Throws<DatasetException>(() => WaveformReader.Read(dataset, part with { FromSeconds = 2, ToSeconds = null }));
        Assert.Contains("has 20 samples, the part a[2..] begins at sample 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_in_the_segment_column_ends_a_stretch()
    {
        folder.Write("a.csv", "ax,ay,seg\n1,0,p\n2,0,p\n3,0,q\n4,0,p\n");
        var stretches = Read(Dataset("\"segmentColumn\": \"seg\""));
        Assert.Equal([0, 2, 3], stretches.Select(stretch => stretch.FirstSample));
        Assert.Equal([1, 2], stretches[0].Samples[0]);
    }

    [Fact]
    public void Physical_values_are_scaled_and_counts_rounded_to_even()
    {
        folder.Write("a.csv", "ax,ay\n0.5,-0.25\n");
        var scaled = Assert.Single(Read(Dataset(countsPerG: "1")));
        Assert.Equal((8192, -4096), (scaled.Samples[0][0], scaled.Samples[1][0]));
        folder.Write("a.csv", "ax,ay\n0.5,2.500001\n");
        var rounded = Assert.Single(Read(Dataset()));
        Assert.Equal((0, 3), (rounded.Samples[0][0], rounded.Samples[1][0]));
    }

    [Theory]
    [InlineData("ax,ay\n1,2\n3,x\n", "a.csv:3: column 'ay' (field 2): 'x' is not a number")]
    [InlineData("ax,ay\n1,\n", "a.csv:2: column 'ay' (field 2): '' is not a number")]
    [InlineData("ax,ay\n1,NaN\n", "'NaN' is not a number")]
    [InlineData("ax,ay\n1,2\n\n3\n", "a.csv:4: 1 fields, the header has 2")]
    [InlineData("ax,ay\n1,2,3\n", "a.csv:2: 3 fields, the header has 2")]
    [InlineData("ax,ay\n40000,2\n", "column 'ax' (field 1): '40000' is outside -32768 … 32767")]
    [InlineData("ax,az\n1,2\n", "a.csv:1: no column 'ay'; the file has ax, az")]
    [InlineData("", "a.csv: is empty")]
    [InlineData("ax,ay\n", "has 0 samples")]
    public void Names_file_line_and_column_of_an_error(string csv, string message)
    {
        folder.Write("a.csv", csv);
        Assert.Contains(message, Assert.Throws<DatasetException>(() => Read(Dataset())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_truncated_file_is_named()
    {
        Assert.Contains("a.csv: does not exist, but dataset.json names it", Assert.Throws<DatasetException>(() => Read(Dataset())).Message, StringComparison.Ordinal);
        string path = folder.WriteGzip("a.csv", "ax,ay\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 4001},{i}\n")));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("a.csv", Assert.Throws<DatasetException>(() => Read(Dataset())).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("nxp-fan-1", 11)]
    [InlineData("nxp-fan-2", 4)]
    public void Reads_the_recorded_fans(string name, int recordings)
    {
        string? path = SharedData.Find(name);
        Skip.If(path is null, $"../shared/data/{name} is not here");
        var dataset = Datasets.Dataset.Open(path);
        Assert.Empty(dataset.Warnings);
        Assert.Equal(recordings, dataset.Recordings.Count);
        var stretch = Assert.Single(WaveformReader.Read(dataset, new RecordingPart(dataset.Recordings[0])));
        Assert.Equal(60_000, stretch.Length);
        Assert.InRange(stretch.Samples[2].Average(), 3500, 4700);
        Assert.InRange(stretch.TemperatureCentiC!.Average(), 1500, 4500);
    }

    private static IReadOnlyList<WaveformStretch> Read(Dataset dataset)
    {
        return WaveformReader.Read(dataset, new RecordingPart(dataset.Recordings[0]));
    }

    private Dataset Dataset(string? more = null, string countsPerG = "4096")
    {
        folder.Write("dataset.json", $$"""
            {
              "format": "nanomonitor-dataset/1", "sampleRateHz": 10,
              "acceleration": { "columns": ["ax", "ay"], "countsPerG": {{countsPerG}} },
              {{(more is null ? "" : more + ",")}}
              "recordings": [{ "id": "a", "file": "a.csv", "label": "normal" }]
            }
            """);
        return Datasets.Dataset.Open(folder.Path);
    }
}
