using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Fleet.Captures;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Captures;

public sealed class CapturerTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("nanomonitor-capture-").FullName, "data");
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        patience.Dispose();
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private Task<CaptureResult> RunAsync(TestFleet fleet, int seconds = 5, IProgress<CaptureProgress>? progress = null, RecordingLabel label = RecordingLabel.Normal)
    {
        var options = new CaptureOptions(seconds, folder)
        {
            Label = label,
            AnswerPatience = TimeSpan.FromSeconds(20),
            Patience = TimeSpan.FromSeconds(1),
        };
        return new Capturer(fleet.Connection, fleet.Key, TimeProvider.System).RunAsync(TestFleet.Id, options, progress, patience.Token);
    }

    private IReadOnlyList<WaveformStretch> Read(string runId)
    {
        Dataset dataset = Dataset.Open(folder);
        return WaveformReader.Read(dataset, new RecordingPart(dataset.FindRecording(runId)));
    }

    [Fact]
    public async Task Writes_the_counts_of_whole_windows_and_adds_a_run_on_every_repetition()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.Repeats = true;
        var reports = new List<CaptureProgress>();
        CaptureResult first = await RunAsync(fleet, progress: new Recorder<CaptureProgress>(reports));
        CaptureResult second = await RunAsync(fleet, label: RecordingLabel.Anomaly);

        // Five seconds at 200 Hz are 3.9 windows of 256 samples.
        Assert.Equal((4, 4, 1, 0, 199_500), (first.AskedWindows, first.Windows, first.Stretches, first.Lost, first.MeasuredRateMilliHz));
        Assert.InRange(first.Duplicates, 7, 8);
        Assert.Equal(1, reports[^1].Fraction);
        Assert.Equal((RecordingLabel.Normal, RecordingLabel.Anomaly), (Dataset.Open(folder).Recordings[0].Label, Dataset.Open(folder).Recordings[1].Label));
        Assert.All(new[] { first.RunId, second.RunId }, runId =>
        {
            WaveformStretch stretch = Assert.Single(Read(runId));
            Assert.Equal(Enumerable.Range(0, 1024), stretch.Samples[0]);
            Assert.Equal(Enumerable.Range(2, 1024), stretch.Samples[2]);
        });
    }

    [Fact]
    public async Task Writes_what_came_where_chunks_are_lost()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.LostChunks.UnionWith([2, 7]);
        CaptureResult result = await RunAsync(fleet);
        Assert.Equal((2, 2, 2, CaptureEnd.None), (result.Windows, result.Stretches, result.Lost, result.End));
        Assert.Equal([0, 512], Read(result.RunId).Select(stretch => stretch.Samples[0][0]));
    }

    [Fact]
    public async Task Writes_nothing_where_nothing_comes()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.LostChunks.UnionWith(Enumerable.Range(0, 8));
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet));
        Assert.Contains("nothing was written", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Passes_on_why_the_node_refuses()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.RefusalReason = "capture 3 is under way";
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet));
        Assert.Contains("capture 3 is under way", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_more_than_a_node_records_and_a_folder_of_something_else_before_asking()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet, seconds: 6000));
        Assert.Contains("at most 4096", failure.Message, StringComparison.Ordinal);

        var window = new FeatureWindow(1, 0, new short[54], [0, 0, 0], 0, false);
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(TestTables.Spec, "m", RecordingLabel.Normal, [window]));
        await Assert.ThrowsAsync<DatasetException>(() => RunAsync(fleet));
        Assert.Empty(fleet.Node.Commands);
    }
}
