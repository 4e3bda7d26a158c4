using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.Waveforms;

namespace NanoMonitor.Datasets.Tests.Waveforms;

public sealed class WaveformRunWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    private static FeatureSpec Spec(int countsPerG, int sampleBits) =>
        new(SensorFamily.Adxl345, 16, countsPerG, sampleBits, 12_500, 2, 256, 256, 16, 0);

    private static WaveformRun Run(FeatureSpec spec, params int[][][] stretches) => new(spec, "plant/fan-1", RecordingLabel.Idle, stretches);

    [Theory]
    [InlineData(83, 12)]
    [InlineData(256, 13)]
    [InlineData(4096, 16)]
    [InlineData(256_000, 20)]
    public void What_is_written_reads_the_same(int countsPerG, int sampleBits)
    {
        int limit = 1 << (sampleBits - 1);
        int[][][] stretches = [[[-limit, limit - 1], [0, 1]], [[5], [-6]]];
        string id = WaveformRunWriter.AppendRun(folder.Path, Run(Spec(countsPerG, sampleBits), stretches) with { Condition = "off", Note = "lunch", Started = DateTimeOffset.UnixEpoch });
        var dataset = Dataset.Open(folder.Path);
        Assert.Empty(dataset.Warnings);
        Assert.Equal((countsPerG, sampleBits, 12.5, 1.0), (dataset.Waveform!.CountsPerG, dataset.Waveform.SampleBits, dataset.Waveform.SampleRateHz, dataset.Waveform.CountsPerUnit));
        var recording = dataset.FindRecording(id);
        Assert.Equal((RecordingLabel.Idle, "off"), (recording.Label, recording.Condition));
        var read = WaveformReader.Read(dataset, new RecordingPart(recording));
        Assert.Equal(stretches, read.Select(stretch => stretch.Samples));
    }

    [Fact]
    public void Adds_runs_and_leaves_splits_and_foreign_fields_alone()
    {
        var spec = Spec(256, 13);
        Assert.Equal("run-0001", WaveformRunWriter.AppendRun(folder.Path, Run(spec, [[1], [2]])));
        string manifest = Path.Combine(folder.Path, Dataset.ManifestName);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"recordings\"", "\"source\": \"a bench\", \"recordings\"", StringComparison.Ordinal));
        Assert.Equal("run-0002", WaveformRunWriter.AppendRun(folder.Path, Run(spec, [[3], [4]])));
        Assert.Equal(2, Dataset.Open(folder.Path).Recordings.Count);
        Assert.Contains("a bench", File.ReadAllText(manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_counts_of_another_kind_and_nothing_at_all()
    {
        WaveformRunWriter.AppendRun(folder.Path, Run(Spec(256, 13), [[1], [2]]));
        var other = Assert.Throws<DatasetException>(() => WaveformRunWriter.AppendRun(folder.Path, Run(Spec(128, 13), [[1], [2]])));
        Assert.Contains("another sensor, range or rate", other.Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => WaveformRunWriter.AppendRun(folder.Path, Run(Spec(256, 13))));
        Assert.Single(Dataset.Open(folder.Path).Recordings);
    }
}
