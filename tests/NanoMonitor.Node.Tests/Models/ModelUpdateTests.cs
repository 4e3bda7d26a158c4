using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Models;

public class ModelUpdateTests
{
    [Fact]
    public async Task Receives_tests_and_confirms_a_table()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        ModelManifest manifest = rig.PushAndConfirm(table, generation: 1);

        ModelReport confirmed = rig.AwaitReport(ModelReport.Confirmed);
        Assert.Equal((manifest.Counter, "model-1", 1, 1, "a"), (confirmed.Counter, confirmed.ModelId, confirmed.Generation, confirmed.RunningGeneration, confirmed.Slot));
        Assert.Equal(WeightTable.Read(table).Crc, confirmed.RunningCrc);
        Assert.Equal(manifest.Digest, confirmed.Digest);
        string[] statuses = [.. rig.All(Topics.ModelReported).Select(message => ModelReport.Decode(message.Payload).Status).Distinct()];
        Assert.Equal([ModelReport.Receiving, ModelReport.Testing, ModelReport.Confirmed], statuses);
        Assert.All(rig.All(Topics.ModelReported), message => Assert.True(ModelReport.IsAuthentic(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName, message.Payload)));

        rig.AwaitState(HealthState.Initializing);
        rig.AwaitState(HealthState.Healthy);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).State == HealthState.Healthy).Payload);
        Assert.Equal((1, confirmed.RunningCrc), (telemetry.Generation, telemetry.ModelCrc));
        Assert.NotEqual(Score.None, telemetry.MeanScore);
    }

    [Fact]
    public async Task Fetches_and_stages_a_table_while_virtual_time_stands_still()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Advance(1);
        double before = rig.NowSeconds;
        rig.Push(TableFile.Indifferent(rig.Spec), generation: 1);
        rig.AwaitInRealTime(Topics.ModelReported, message => ModelReport.Decode(message.Payload).Status == ModelReport.Testing);
        Assert.Equal(before, rig.NowSeconds);
    }

    [Fact]
    public async Task Finds_its_desired_table_when_it_comes_later_than_the_manifest()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishManifest(rig.NewManifest(table, 1));
        rig.Node.Start();
        rig.AwaitReport(ModelReport.Receiving);
        rig.PublishChunks(table);
        rig.AwaitReport(ModelReport.Confirmed);
    }

    [Fact]
    public async Task Asks_again_for_a_chunk_it_had_no_room_for()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishManifest(rig.NewManifest(table, 1));
        rig.AwaitReport(ModelReport.Receiving);

        // While the uplink's thread writes, strangers fill the inbox before the chunk comes.
        rig.Board.Storage.PowerCutAt = operation =>
        {
            rig.Board.Storage.PowerCutAt = null;
            for (int i = 0; i < 8; i++)
            {
                rig.Publish("cmd/identify", []);
            }

            rig.PublishChunks(table);
            Thread.Sleep(200);
            return null;
        };
        rig.Send(rig.NewCommand(Command.IdentifyVerb));
        rig.AwaitReport(ModelReport.Confirmed, seconds: 120);
    }

    [Fact]
    public async Task Says_why_it_went_back_again_when_it_reconnects()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        short[] zeros = new short[rig.Spec.FeatureCount];
        short[] ones = [.. Enumerable.Repeat((short)1, rig.Spec.FeatureCount)];
        rig.Push(TableFile.Create(rig.Spec, zeros, ones, TableFile.Lenient(-100_000, -90_000)), 1);
        string reason = rig.AwaitReport(ModelReport.Reverted).Reason;
        Assert.Contains("band", reason, StringComparison.Ordinal);
        rig.Board.Network.Online = false;
        rig.Advance(1);
        rig.Forget();
        rig.Board.Network.Online = true;
        rig.Await(Topics.Birth, seconds: 200);
        rig.Advance(5);
        Assert.All(rig.All(Topics.ModelReported), message => Assert.Equal(reason, ModelReport.Decode(message.Payload).Reason));
        Assert.NotEmpty(rig.All(Topics.ModelReported));
    }

    [Fact]
    public async Task Judges_with_the_model_before_as_soon_as_a_trial_fails_also_without_a_network()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), 1);
        rig.AwaitState(HealthState.Healthy);
        rig.Forget();
        short[] zeros = new short[rig.Spec.FeatureCount];
        short[] ones = [.. Enumerable.Repeat((short)1, rig.Spec.FeatureCount)];
        rig.Push(TableFile.Create(rig.Spec, zeros, ones, TableFile.Lenient(-100_000, -90_000)), 2);
        rig.AwaitReport(ModelReport.Testing);
        double trialAt = rig.NowSeconds;
        rig.Board.Network.Online = false;
        rig.Forget();
        rig.Advance(60);
        rig.Board.Network.Online = true;
        rig.AwaitReport(ModelReport.Reverted, seconds: 200);
        rig.Advance(5);
        HealthEvent[] events = [.. rig.All(Topics.Event).Select(message => HealthEvent.Decode(message.Payload))];
        Assert.DoesNotContain(events, change => change.State == HealthState.NoModel);
        HealthEvent healthy = Assert.Single(events, change => change.State == HealthState.Healthy);
        Assert.Equal(1, healthy.Generation);

        // The trial's 16 windows, and 4 for the trailing mean.
        Assert.InRange(healthy.UptimeMs * 1e-3, trialAt, trialAt + (22 * 0.256));
    }

    [Fact]
    public async Task Keeps_its_table_over_a_power_cut_and_reports_it_again()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        ModelManifest manifest = rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), generation: 1);
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        Assert.Equal((manifest.Counter, 1), (rig.AwaitReport(ModelReport.Confirmed).Counter, rig.AwaitReport(ModelReport.Confirmed).RunningGeneration));
        Assert.Equal("model-1", Birth.Decode(rig.Await(Topics.Birth).Payload).ModelId);
        rig.AwaitState(HealthState.Healthy);
        Assert.DoesNotContain(rig.All(Topics.ModelReported), message => ModelReport.Decode(message.Payload).Status != ModelReport.Confirmed);
    }

    [Fact]
    public async Task Puts_a_newer_table_into_the_other_slot()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 1), generation: 1);
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 2), generation: 2);
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 1), generation: 3);
        string[] slots = [.. rig.All(Topics.ModelReported).Select(message => ModelReport.Decode(message.Payload)).Where(report => report.Status == ModelReport.Confirmed).Select(report => report.Slot)];
        Assert.Equal(["a", "b", "a"], slots);
    }

    [Fact]
    public async Task Refuses_a_manifest_under_another_key_or_for_another_node()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishChunks(table);
        rig.PublishManifest(rig.NewManifest(table, 1), rig.Keys.Up);
        Assert.Contains("MAC", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        rig.Forget();
        rig.Publish(Topics.ModelDesired, rig.NewManifest(table, 1).Encode(rig.Keys.Down, NodeRig.Site, "fan-2"), retain: true);
        Assert.Contains("MAC", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_foreign_feature_spec()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        FeatureSpec other = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000);
        byte[] table = TableFile.Indifferent(other);
        rig.PublishChunks(table);
        ModelManifest honest = rig.NewManifest(table, 1);
        honest.FeatureSpecHash = other.Hash;
        rig.PublishManifest(honest);
        Assert.Contains("feature spec", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);

        // The manifest claims this node's spec, the table does not.
        rig.Forget();
        rig.PublishManifest(rig.NewManifest(table, 1));
        Assert.Contains("feature spec", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal(HealthState.NoModel, Telemetry.Decode(rig.Await(Topics.Telemetry).Payload).State);
    }

    [Fact]
    public async Task Refuses_a_corrupted_chunk_and_takes_the_right_package_afterwards()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        byte[] damaged = [.. table];
        damaged[1500] ^= 4;
        byte[] digest = PackageDigest.Of(table, 1024);
        for (int i = 0; i < PackageDigest.ChunkCount(table.Length, 1024); i++)
        {
            rig.PublishRaw(Topics.OfChunk(digest, i), PackageDigest.Chunk(damaged, 1024, i), retain: true);
        }

        rig.PublishManifest(rig.NewManifest(table, 1));
        Assert.Contains("digest", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        rig.PushAndConfirm(table, 1);
    }

    [Fact]
    public async Task Refuses_a_chunk_of_another_length()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishRaw(Topics.OfChunk(PackageDigest.Of(table, 1024), 0), new byte[1023], retain: true);
        rig.PublishManifest(rig.NewManifest(table, 1));
        Assert.Contains("1023", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_is_no_table()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Push(new byte[3000], 1);
        Assert.Contains("NMT", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_table_that_does_not_reproduce_its_golden_score()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Push(TableFile.WithWrongGoldenScore(TableFile.Indifferent(rig.Spec)), 1);
        Assert.Contains("golden", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_older_generation_and_a_used_counter()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] first = TableFile.Indifferent(rig.Spec, 1);
        byte[] second = TableFile.Indifferent(rig.Spec, 2);
        ModelManifest old = rig.PushAndConfirm(first, 5);
        rig.PublishChunks(second);
        rig.PublishManifest(rig.NewManifest(second, 5));
        Assert.Contains("generation", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);

        rig.Forget();
        ModelManifest replayed = rig.NewManifest(second, 6);
        replayed.Counter = old.Counter;
        rig.PublishManifest(replayed);
        Assert.Contains("counter", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal(5, rig.AwaitReport(ModelReport.Refused).RunningGeneration);

        // That says nothing of the manifest whose counter it was.
        rig.Forget();
        rig.PublishManifest(old);
        Assert.Equal(5, rig.AwaitReport(ModelReport.Confirmed).Generation);
    }

    [Fact]
    public async Task Says_the_same_again_to_a_manifest_it_has_refused()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        ModelManifest manifest = rig.NewManifest(table, 1);
        manifest.FeatureSpecHash++;
        rig.PublishManifest(manifest);
        string reason = rig.AwaitReport(ModelReport.Refused).Reason;
        rig.Forget();
        rig.PublishManifest(manifest);
        Assert.Equal(reason, rig.AwaitReport(ModelReport.Refused).Reason);
    }

    [Theory]
    [InlineData(-100_000, -90_000, "above")]
    [InlineData(90_000, 100_000, "below")]
    public async Task Goes_back_to_the_table_before_when_live_windows_do_not_fit(int low, int high, string side)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 1), 1);
        short[] zeros = new short[rig.Spec.FeatureCount];
        short[] ones = [.. Enumerable.Repeat((short)1, rig.Spec.FeatureCount)];
        byte[] unfit = TableFile.Create(rig.Spec, zeros, ones, TableFile.Lenient(low, high));
        ModelManifest manifest = rig.Push(unfit, 2);
        ModelReport report = rig.AwaitReport(ModelReport.Reverted);
        Assert.Equal((manifest.Counter, 2, 1), (report.Counter, report.Generation, report.RunningGeneration));
        Assert.Contains(side, report.Reason, StringComparison.Ordinal);
        rig.Forget();
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload) is { Generation: 1, State: HealthState.Healthy });

        // The same manifest is not tried again, not even after a restart.
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        report = rig.AwaitReport(ModelReport.Reverted);
        Assert.Equal((manifest.Counter, 1), (report.Counter, report.RunningGeneration));
        rig.Advance(30);
        Assert.DoesNotContain(rig.All(Topics.ModelReported), message => ModelReport.Decode(message.Payload).Status == ModelReport.Testing);
    }

    [Fact]
    public async Task Drops_a_table_on_trial_for_a_newer_one()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 1), 1);
        rig.Push(TableFile.Indifferent(rig.Spec, 2), 2);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Testing, Generation: 2 });
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 3), 3);
        rig.Advance(30);
        Assert.DoesNotContain(rig.All(Topics.ModelReported), message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed, Generation: 2 });
    }

    [Fact]
    public async Task Goes_on_with_a_transfer_where_it_was_cut_off()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        byte[] digest = PackageDigest.Of(table, 1024);
        rig.PublishRaw(Topics.OfChunk(digest, 0), PackageDigest.Chunk(table, 1024, 0), retain: true);
        rig.PublishRaw(Topics.OfChunk(digest, 1), PackageDigest.Chunk(table, 1024, 1), retain: true);
        rig.PublishManifest(rig.NewManifest(table, 1));
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload).Chunk == 2);
        rig.Board.PowerCut();
        rig.Forget();

        // The first chunks are gone: a node that began again would wait for them.
        rig.PublishRaw(Topics.OfChunk(digest, 0), [], retain: true);
        rig.PublishRaw(Topics.OfChunk(digest, 1), [], retain: true);
        rig.PublishRaw(Topics.OfChunk(digest, 2), PackageDigest.Chunk(table, 1024, 2), retain: true);
        Assert.Equal(3, PackageDigest.ChunkCount(table.Length, 1024));
        rig.Node.Start();
        rig.AwaitReport(ModelReport.Confirmed);
    }

    [Fact]
    public async Task Unsubscribes_from_what_it_has()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PushAndConfirm(table, 1);

        // A chunk republished with other content reaches nobody.
        rig.PublishRaw(Topics.OfChunk(PackageDigest.Of(table, 1024), 0), new byte[1024], retain: true);
        rig.Forget();
        rig.Advance(10);
        Assert.Empty(rig.All(Topics.ModelReported));
    }
}
