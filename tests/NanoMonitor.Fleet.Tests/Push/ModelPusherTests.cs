using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Push;

public sealed class ModelPusherTests : IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));

    public void Dispose() => patience.Dispose();

    private static ModelPackage Package(short bias = 0) =>
        ModelPackage.Create(TestTables.Create(TestTables.Spec, bias), $"model-{bias}");

    private Task<PushResult> PushAsync(
        TestFleet fleet, ModelPackage package, IProgress<PushProgress>? progress = null, bool wait = true, FleetKey? key = null, double patienceSeconds = 20)
    {
        var options = new PushOptions
        {
            Patience = TimeSpan.FromSeconds(patienceSeconds),
            Wait = wait,
        };
        return new ModelPusher(fleet.Connection, key ?? fleet.Key, TimeProvider.System)
            .PushAsync(TestFleet.Id, package, options, progress, patience.Token);
    }

    private async Task<IReadOnlyList<string>> KeptChunksAsync(TestFleet fleet)
    {
        IReadOnlyList<BrokerMessage> kept =
            await RetainedReader.ReadAsync(fleet.Connection, "nanomonitor/1/$packages/#", patience.Token);
        return [.. kept.Select(message => message.Topic).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> TopicsOf(ModelPackage package) =>
        Enumerable.Range(0, package.ChunkCount).Select(i => Topics.OfChunk(package.Digest, i)).Order(StringComparer.Ordinal);

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Brings_the_table_to_the_node_and_waits_for_its_confirmation(string broker)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(broker);
        ModelPackage package = Package();
        PushResult result = await PushAsync(fleet, package);

        Assert.True(result.IsConfirmed);
        Assert.Equal(1, result.Generation);
        Assert.Equal(package.Bytes, fleet.Node.Package);
        Assert.Equal(TopicsOf(package), await KeptChunksAsync(fleet));
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Clears_the_chunks_that_no_manifest_names_any_more(string broker)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(broker);
        ModelPackage first = Package(1);
        ModelPackage second = Package(2);
        await PushAsync(fleet, first);
        PushResult result = await PushAsync(fleet, second);

        Assert.Equal(first.ChunkCount, result.ClearedChunks);
        Assert.Equal(TopicsOf(second), await KeptChunksAsync(fleet));
    }

    [Fact]
    public async Task Keeps_a_package_that_another_node_still_wants()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        ModelPackage shared = Package(1);
        await PushAsync(fleet, shared);
        var manifest = new ModelManifest
        {
            Counter = 1, Generation = 1, FeatureSpecHash = TestTables.Spec.Hash, Digest = shared.Digest,
            PackageBytes = shared.Bytes.Length, ChunkBytes = ModelPackage.ChunkBytes, ModelId = "m",
        };
        byte[] payload = manifest.Encode(new NodeKeys(fleet.Key.DeriveNodeKey("plant", "other")).Down, "plant", "other");
        await fleet.Connection.PublishAsync("nanomonitor/1/plant/other/model/desired", payload, retain: true, patience.Token);

        PushResult result = await PushAsync(fleet, Package(2));

        Assert.Equal(0, result.ClearedChunks);
        Assert.Superset(TopicsOf(shared).ToHashSet(), (await KeptChunksAsync(fleet)).ToHashSet());
    }

    [Fact]
    public async Task Counts_generation_and_counter_up_with_every_assignment_also_when_going_back()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        await PushAsync(fleet, Package(1));
        await PushAsync(fleet, Package(2));
        PushResult back = await PushAsync(fleet, Package(1));

        Assert.Equal(3, back.Generation);
        Assert.Equal([1, 2, 3], fleet.Node.Manifests.Select(manifest => manifest.Generation));
        long[] counters = [.. fleet.Node.Manifests.Select(manifest => manifest.Counter)];
        Assert.Equal(counters.Order(), counters);
        Assert.Equal(3, counters.Distinct().Count());
    }

    [Fact]
    public async Task Two_operators_with_the_same_fleet_key_take_turns()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        await using BrokerConnection second = await BrokerConnection.ConnectAsync(new BrokerOptions(fleet.Connection.Address), patience.Token);
        var one = new ModelPusher(fleet.Connection, fleet.Key, TimeProvider.System);

        // The other one's clock is years behind: its counters follow what is at the broker.
        var other = new ModelPusher(second, fleet.Key, new LateClock());
        var options = new PushOptions();
        await one.PushAsync(TestFleet.Id, Package(1), options, null, patience.Token);
        PushResult result = await other.PushAsync(TestFleet.Id, Package(2), options, null, patience.Token);
        Assert.Equal((true, 2), (result.IsConfirmed, result.Generation));
        result = await one.PushAsync(TestFleet.Id, Package(1), options, null, patience.Token);
        Assert.Equal((true, 3), (result.IsConfirmed, result.Generation));
        long[] counters = [.. fleet.Node.Manifests.Select(manifest => manifest.Counter)];
        Assert.Equal(counters.Order().Distinct(), counters);
    }

    [Fact]
    public async Task Sends_scores_for_this_node_and_refuses_those_that_do_not_go_with_the_table()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        ModelPackage package = Package();
        var pusher = new ModelPusher(fleet.Connection, fleet.Key, TimeProvider.System);
        int alarm = package.Table.Thresholds.AlarmScore;
        FleetException refused = await Assert.ThrowsAsync<FleetException>(
            () => pusher.PushAsync(TestFleet.Id, package, new PushOptions { WarningScore = alarm + 1 }, null, patience.Token));
        Assert.Contains("do not go together", refused.Message);
        Assert.Empty(fleet.Node.Manifests);

        await pusher.PushAsync(TestFleet.Id, package, new PushOptions { WarningScore = alarm - 1 }, null, patience.Token);
        ModelManifest manifest = Assert.Single(fleet.Node.Manifests);
        Assert.Equal((alarm - 1, Score.None), (manifest.WarningScore, manifest.AlarmScore));
    }

    [Fact]
    public async Task Shows_every_chunk_and_every_step()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        ModelPackage package = Package();
        var reports = new List<PushProgress>();
        await PushAsync(fleet, package, new Recorder<PushProgress>(reports));

        Assert.Equal(
            Enumerable.Range(1, package.ChunkCount),
            reports.Where(report => report.Phase == PushProgress.Publishing).Select(report => report.Chunk));
        Assert.Equal(
            [PushProgress.Publishing, PushProgress.Waiting, ModelReport.Receiving, ModelReport.Staged, ModelReport.Testing, ModelReport.Confirmed],
            reports.Select(report => report.Phase).Distinct());
    }

    [Fact]
    public async Task Refuses_a_table_whose_feature_spec_differs_before_publishing_anything()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        ModelPackage foreign = ModelPackage.Create(TestTables.Create(TestTables.OtherSpec), "m");
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => PushAsync(fleet, foreign));

        Assert.Contains("sample rate Hz 1000 against 200", failure.Message);
        Assert.Empty(await KeptChunksAsync(fleet));
        Assert.Empty(fleet.Node.Manifests);
    }

    [Fact]
    public async Task Passes_on_why_the_node_refused()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.RefusalReason = "golden vector differs";
        PushResult result = await PushAsync(fleet, Package());
        Assert.Equal((ModelReport.Refused, "golden vector differs"), (result.Status, result.Reason));
        Assert.False(result.IsConfirmed);
    }

    [Fact]
    public async Task Passes_on_why_the_node_went_back()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        fleet.Node.ReversionReason = "mean score above the calibration band";
        PushResult result = await PushAsync(fleet, Package());
        Assert.Equal((ModelReport.Reverted, "mean score above the calibration band"), (result.Status, result.Reason));
    }

    [Fact]
    public async Task Does_not_wait_when_told_so()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        PushResult result = await PushAsync(fleet, Package(), wait: false);
        Assert.Equal(PushProgress.Waiting, result.Status);
    }

    [Fact]
    public async Task Says_that_the_fleet_key_is_not_the_nodes()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => PushAsync(fleet, Package(), key: FleetKey.Create()));
        Assert.Contains("--key-file", failure.Message);
    }

    [Fact]
    public async Task Leaves_the_manifest_for_a_node_that_is_off()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        await fleet.Node.DisposeAsync();
        await fleet.Connection.PublishAsync(
            TestFleet.Id.Topic(Topics.State), Bytes.FromAscii(NodeState.LostText), retain: true, patience.Token);

        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => PushAsync(fleet, Package(), patienceSeconds: 1));
        Assert.Contains("off line", failure.Message);
        Assert.Single(await RetainedReader.ReadAsync(
            fleet.Connection, TestFleet.Id.Topic(Topics.ModelDesired), patience.Token));
    }

    private sealed class LateClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(40);
    }
}
