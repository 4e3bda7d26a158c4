using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Datasets.Tests.Waveforms;

public sealed class WaveformWriterTests : IDisposable
{
    private static readonly WaveformDescription Description = new("written", "a test", "none", 200, ["x", "y"], 4096)
    {
        Sensor = "mpu6886",
        RangeG = 8,
        TemperatureColumn = "t",
        SegmentColumn = "s",
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        var writer = new WaveformWriter(folder.Path, Description);
        writer.Add("a", "fan", RecordingLabel.Normal, "on", Rows(3));
        writer.Add("b", "fan", RecordingLabel.Anomaly, "rub", Rows(5));
        writer.Finish([new NamedSplit("later", ["a"], ["a", "b"])]);

        Dataset dataset = Dataset.Open(folder.Path);
        Assert.Empty(dataset.Warnings);
        Assert.Equal((200, 4096, 8), (dataset.Waveform!.SampleRateHz, dataset.Waveform.CountsPerG, dataset.Waveform.RangeG));
        Assert.Equal(["a", "b"], dataset.FindSplit("later").Test.Select(part => part.Recording.Id));
        IReadOnlyList<WaveformStretch> stretches = WaveformReader.Read(dataset, new RecordingPart(dataset.FindRecording("b")));
        Assert.Equal([2, 2, 1], stretches.Select(stretch => stretch.Length));
        Assert.Equal([2, 3], stretches[1].Samples[0]);
        Assert.Equal([-2, -3], stretches[1].Samples[1]);
        Assert.Equal([2150, 2150], stretches[1].TemperatureCentiC!);
    }

    [Fact]
    public void While_it_is_written_the_folder_is_no_dataset()
    {
        new WaveformWriter(folder.Path, Description).Finish([]);
        Assert.True(File.Exists(Path.Combine(folder.Path, Dataset.ManifestName)));
        new WaveformWriter(folder.Path, Description).Add("a", "fan", RecordingLabel.Normal, "on", Rows(3));
        Assert.False(File.Exists(Path.Combine(folder.Path, Dataset.ManifestName)));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named()
    {
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<DatasetException>(() => new WaveformWriter(file, Description));
        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<WaveformRow> Rows(int count) =>
        Enumerable.Range(0, count).Select(n => new WaveformRow([n, -n], 21.46, n / 2));
}
