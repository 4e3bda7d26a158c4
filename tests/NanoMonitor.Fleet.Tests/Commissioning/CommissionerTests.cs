using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Commissioning;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Commissioning;

public sealed class CommissionerTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("nanomonitor-commission-").FullName, "data");
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        patience.Dispose();
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private Task<CommissioningResult> RunAsync(
        TestFleet fleet,
        FleetKey? key = null,
        IProgress<CommissioningProgress>? progress = null,
        double answerPatienceSeconds = 20,
        double patienceSeconds = 20)
    {
        var options = new CommissioningOptions(1, folder)
        {
            AnswerPatience = TimeSpan.FromSeconds(answerPatienceSeconds),
            Patience = TimeSpan.FromSeconds(patienceSeconds),
        };
        return new Commissioner(fleet.Connection, key ?? fleet.Key, TimeProvider.System)
            .RunAsync(TestFleet.Id, options, progress, patience.Token);
    }

    private IReadOnlyList<FeatureWindow> Read(string runId)
    {
        Dataset dataset = Dataset.Open(folder);
        return NodeFeatureReader.Read(dataset, new RecordingPart(dataset.FindRecording(runId)));
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Writes_a_new_run_of_the_asked_time_on_every_repetition(string broker)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(broker);
        CommissioningResult first = await RunAsync(fleet);
        CommissioningResult second = await RunAsync(fleet);

        // One minute at 200 Hz and a hop of 256 samples are 46.875 windows.
        Assert.InRange(first.Windows, 47, 94);
        Assert.Equal((0, 0, 0, 0), (first.Lost, first.Duplicates, first.Gaps, first.FlatWindows));
        Assert.NotEqual(first.RunId, second.RunId);
        Dataset dataset = Dataset.Open(folder);
        Assert.Equal(TestTables.Spec.Hash, dataset.NodeFeatures!.Spec.Hash);
        Assert.Equal([first.RunId, second.RunId], dataset.Recordings.Select(recording => recording.Id));
        Assert.All(dataset.Recordings, recording => Assert.Equal("plant/fan-1", recording.Machine));
    }

    [Fact]
    public async Task Keeps_the_windows_exactly_as_the_node_sent_them()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        CommissioningResult result = await RunAsync(fleet);
        IReadOnlyList<FeatureWindow> windows = Read(result.RunId);

        Assert.Equal(result.Windows, windows.Count);
        for (int i = 0; i < windows.Count; i++)
        {
            Assert.Equal((7, i, 2150, false), (windows[i].BootId, windows[i].Index, windows[i].TemperatureCentiC, windows[i].Flat));
            Assert.Equal([100, 200, 300], windows[i].RmsMilliG);
            Assert.Equal(Enumerable.Range(i, 54).Select(value => (short)value), windows[i].Values);
        }
    }

    [Fact]
    public async Task Drops_repeated_windows_and_counts_lost_ones()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.Repeats = true;
        fleet.Node.LostWindows.UnionWith([3, 4, 20]);
        fleet.Node.GapBeforeWindow = 10;
        CommissioningResult result = await RunAsync(fleet);

        Assert.Equal(3, result.Lost);
        Assert.Equal(1, result.Gaps);
        Assert.InRange(result.Duplicates, 1, result.Windows);
        Assert.Equal(result.Windows, Read(result.RunId).Count);
    }

    [Fact]
    public async Task Goes_on_after_the_node_booted_anew()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.RebootAfterWindow = 19;
        CommissioningResult result = await RunAsync(fleet);

        Assert.Equal([7, 8], Read(result.RunId).Select(window => window.BootId).Distinct());
        Assert.InRange(result.Windows, 47, 114);
        Assert.Equal(0, result.Lost);
    }

    [Fact]
    public async Task Tells_the_node_to_stop_at_the_end()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        await RunAsync(fleet);
        Assert.Equal(["minutes=2", "minutes=0"], fleet.Node.Commands.Select(command => command.Arguments));
        Assert.True(fleet.Node.Commands[0].Counter < fleet.Node.Commands[1].Counter);
    }

    [Fact]
    public async Task Reports_its_progress_up_to_the_whole()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var reports = new List<CommissioningProgress>();
        await RunAsync(fleet, progress: new Recorder<CommissioningProgress>(reports));
        Assert.Equal(1, reports[^1].Fraction);
        Assert.Equal(47, reports[^1].TargetWindows);
        Assert.Equal(reports.Select(report => report.Windows).Order(), reports.Select(report => report.Windows));
    }

    [Fact]
    public async Task Says_that_it_never_heard_of_the_node()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var options = new CommissioningOptions(1, folder) { AnswerPatience = TimeSpan.FromSeconds(0.3) };
        FleetException failure = await Assert.ThrowsAsync<FleetException>(
            () => new Commissioner(fleet.Connection, fleet.Key, TimeProvider.System)
                .RunAsync(new NodeId("plant", "nobody"), options, null, patience.Token));
        Assert.Contains("plant/nobody", failure.Message);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Says_that_the_fleet_key_is_not_the_nodes()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet, FleetKey.Create()));
        Assert.Contains("--key-file", failure.Message);
    }

    [Fact]
    public async Task Passes_on_why_the_node_refuses()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.RefusalReason = "busy with something else";
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet));
        Assert.Contains("busy with something else", failure.Message);
    }

    [Fact]
    public async Task Says_that_the_node_does_not_answer()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.IsDeaf = true;
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet, answerPatienceSeconds: 3));
        Assert.Contains("did not answer", failure.Message);
    }

    [Fact]
    public async Task Writes_nothing_when_the_windows_stop_coming()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.LostWindows.UnionWith(Enumerable.Range(30, 1000));
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet, patienceSeconds: 1));
        Assert.Contains("nothing was written", failure.Message);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Refuses_a_broken_sensor()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        await fleet.Node.IntroduceAsync("no answer at 0x68");
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet));
        Assert.Contains("no answer at 0x68", failure.Message);
    }

    [Fact]
    public async Task Refuses_a_folder_of_another_feature_spec_before_recording()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var window = new FeatureWindow(1, 0, new short[54], [0, 0, 0], 0, false);
        NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(TestTables.OtherSpec, "m", RecordingLabel.Normal, [window]));

        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => RunAsync(fleet));
        Assert.Contains("sample rate", failure.Message);
        Assert.Empty(fleet.Node.Commands);
    }
}
