using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Node.Trust;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;
using Xunit.Abstractions;

namespace NanoMonitor.Node.Tests.Trust;

/// <summary>Another key for a node over the air.</summary>
public class KeyRotationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Takes_a_new_key_answers_under_the_old_and_proves_the_new_by_its_birth()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        NewKey next = new(1);
        rig.Forget();
        rig.Publish(Topics.KeyDesired, next.Transfer(rig.Keys, 5), retain: true);
        byte[] answer = rig.Await(Topics.Ack).Payload;
        Assert.True(Ack.IsAuthentic(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName, answer));
        Ack ack = Ack.Decode(answer);
        Assert.Equal((5, KeyTransfer.AckVerb, Ack.Done), (ack.Counter, ack.Verb, ack.Result));
        rig.Await(Topics.Birth, message => next.IsProvenBy(message.Payload));

        // From then on the new one counts, and only that.
        rig.Publish("cmd/identify", rig.NewCommand(Command.IdentifyVerb).Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb), next.Keys.Down).Result);
        Assert.Equal(2, rig.All(Topics.Ack).Count);
        Assert.True(Ack.IsAuthentic(next.Keys.Up, NodeRig.Site, NodeRig.NodeName, rig.All(Topics.Ack)[1].Payload));

        // Over a restart too, and the transfer that the broker still holds is no news.
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        rig.Await(Topics.Birth, message => next.IsProvenBy(message.Payload));
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb), next.Keys.Down).Result);
        Assert.Single(rig.All(Topics.Ack));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_power_cut_at_any_storage_operation_leaves_a_node_that_is_reached_with_one_of_both_keys(bool unflushedWritesAreLost)
    {
        List<StorageOperation> operations = [];
        Assert.False(await RotateAsync(unflushedWritesAreLost, operation =>
        {
            operations.Add(operation);
            return null;
        }));
        Assert.InRange(operations.Count, 4, 20);
        int cuts = 0;
        for (int i = 0; i < operations.Count; i++)
        {
            int[] shares = operations[i].Kind == StorageOperationKind.Write ? [0, operations[i].ByteCount / 2] : [0];
            foreach (int share in shares)
            {
                int left = i;
                Assert.True(await RotateAsync(unflushedWritesAreLost, _ => left-- == 0 ? share : null), $"operation {i}");
                cuts++;
            }
        }

        output.WriteLine($"{operations.Count} storage operations, {cuts} power cuts");
    }

    [Fact]
    public async Task Refuses_older_epochs_and_used_counters_and_answers_the_same_bytes_again()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        NewKey second = new(2);
        Rotate(rig, second, rig.Keys, 50);
        Assert.Contains("key epoch 2 is not above 2", Refusal(rig, new NewKey(2).Transfer(second.Keys, 60), 60), StringComparison.Ordinal);
        Assert.Contains("key epoch 1 is not above 2", Refusal(rig, new NewKey(1).Transfer(second.Keys, 61), 61), StringComparison.Ordinal);
        Assert.Contains("counter 50 is not above 50", Refusal(rig, new NewKey(3).Transfer(second.Keys, 50), 50), StringComparison.Ordinal);
        Assert.Contains("counter 49 is not above 50", Refusal(rig, new NewKey(3).Transfer(second.Keys, 49), 49), StringComparison.Ordinal);

        // What was recorded under the old key opens nothing.
        rig.Forget();
        rig.Publish(Topics.KeyDesired, new NewKey(9).Transfer(rig.Keys, 90));
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb), second.Keys.Down).Result);
        Assert.Single(rig.All(Topics.Ack));
        Rotate(rig, new NewKey(3), second.Keys, 91);
    }

    [Fact]
    public async Task Does_not_even_answer_a_transfer_that_was_changed_or_is_for_another_node()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] good = new NewKey(1).Transfer(rig.Keys, 5);
        List<byte[]> forged =
        [
            [],
            good[..^1],
            Envelope.Seal(rig.Keys.Down, KeyTransfer.EnvelopeType, KeyTransfer.Version, NodeRig.Site, "fan-2", good[..^Envelope.MacLength]),
            Envelope.Seal(rig.Keys.Down, Command.EnvelopeType, KeyTransfer.Version, NodeRig.Site, NodeRig.NodeName, good[..^Envelope.MacLength]),
        ];
        foreach (int at in new[] { 0, 1, 5, 12, 20, 30, 31, 60, good.Length - 1 })
        {
            byte[] changed = [.. good];
            changed[at] ^= 0x10;
            forged.Add(changed);
        }

        // The node takes only so many messages at once.
        foreach (byte[] payload in forged)
        {
            rig.Publish(Topics.KeyDesired, payload);
            rig.Advance(0.1);
        }

        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb)).Result);
        Assert.Single(rig.All(Topics.Ack));
        Rotate(rig, new NewKey(1), rig.Keys, 5);
    }

    [Fact]
    public async Task Keeps_model_manifest_and_stored_events_over_a_change_of_keys()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        ModelManifest manifest = rig.PushAndConfirm(table, 1);
        rig.AwaitState(HealthState.Healthy);
        NewKey next = new(1);
        Rotate(rig, next, rig.Keys, 5);
        rig.Await(Topics.ModelReported, message => ModelReport.IsAuthentic(next.Keys.Up, NodeRig.Site, NodeRig.NodeName, message.Payload));

        // At the next boot the manifest at the broker still has the old key's MAC; then the host has signed it anew.
        for (int i = 0; i < 2; i++)
        {
            rig.Board.PowerCut();
            rig.Forget();
            rig.Node.Start();
            Assert.Equal(manifest.Counter, rig.AwaitReport(ModelReport.Confirmed).Counter);
            rig.AwaitState(HealthState.Healthy);
            rig.PublishManifest(manifest, next.Keys.Down);
            rig.Advance(5);
            Assert.Equal([ModelReport.Confirmed], rig.All(Topics.ModelReported).Select(message => ModelReport.Decode(message.Payload).Status).Distinct());
        }

        ModelManifest newer = rig.NewManifest(table, 2);
        rig.PublishManifest(newer, next.Keys.Down);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed, Generation: 2 });
    }

    [Fact]
    public async Task Events_that_were_stored_under_the_old_key_are_sent_under_the_new()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), 1);
        rig.AwaitState(HealthState.Healthy);
        rig.Advance(5);
        rig.Board.Network.Online = false;
        rig.Node.Accelerometer.Bus.Absent = true;
        rig.Advance(30);

        rig.Board.PowerCut();

        // The power went before the birth that proves the new key.
        NewKey next = new(1);
        Firmware.Run(rig.Board.Storage, () => new KeyRing(NodeRig.Configuration).Propose(next.Transfer(rig.Keys, 5), 5, 1, next.Bytes, ""));
        rig.Forget();
        rig.Board.Network.Online = true;
        rig.Node.Start();
        Heard fault = rig.Await(Topics.Event, message => HealthEvent.Decode(message.Payload).State == HealthState.SensorFault, seconds: 300);
        Assert.Equal(1, HealthEvent.Decode(fault.Payload).BootId);
        Assert.True(HealthEvent.IsAuthentic(next.Keys.Up, NodeRig.Site, NodeRig.NodeName, fault.Payload));
        Assert.All(rig.All(Topics.Birth), message => Assert.True(next.IsProvenBy(message.Payload)));
    }

    [Fact]
    public async Task A_sleeping_node_finds_its_new_key_at_its_next_connection()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Mode = NodeConfiguration.DutyCycled;
        configuration.DutyWindows = 4;
        configuration.DutySleepSeconds = 60;
        configuration.TelemetrySeconds = 30;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        for (int i = 0; i < 400 && rig.Board.State != BoardState.Asleep; i++)
        {
            rig.Advance(0.25);
        }

        Assert.Equal(BoardState.Asleep, rig.Board.State);
        NewKey next = new(1);
        rig.Publish(Topics.KeyDesired, next.Transfer(rig.Keys, 5), retain: true);
        rig.Await(Topics.Birth, message => next.IsProvenBy(message.Payload), seconds: 200);
        rig.Forget();
        rig.Await(Topics.Birth, message => next.IsProvenBy(message.Payload), seconds: 200);
    }

    [Fact]
    public async Task A_node_provisioned_anew_forgets_keys_that_came_over_the_air()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Rotate(rig, new NewKey(1), rig.Keys, 5);
        rig.Board.PowerCut();
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.NodeKey = [.. Enumerable.Repeat((byte)7, NodeKeys.KeyLength)];
        configuration.KeyEpoch = 4;
        rig.Provision(configuration);
        rig.Forget();
        rig.Node.Start();
        byte[] birth = rig.Await(Topics.Birth).Payload;
        Assert.True(Birth.IsAuthentic(new NodeKeys(configuration.NodeKey).Up, NodeRig.Site, NodeRig.NodeName, birth));
        Assert.Equal(4, Birth.Decode(birth).KeyEpoch);
    }

    private static void Rotate(NodeRig rig, NewKey next, NodeKeys old, long counter)
    {
        rig.Publish(Topics.KeyDesired, next.Transfer(old, counter), retain: true);
        rig.Await(Topics.Birth, message => next.IsProvenBy(message.Payload));
    }

    private static string Refusal(NodeRig rig, byte[] transfer, long counter)
    {
        rig.Forget();
        rig.Publish(Topics.KeyDesired, transfer);
        Ack ack = Ack.Decode(rig.Await(Topics.Ack, message => Ack.Decode(message.Payload).Counter == counter).Payload);
        Assert.Equal(Ack.Refused, ack.Result);
        return ack.Reason;
    }

    /// <summary>
    /// Sends a key while every operation of the storage is asked for, and sees the node, also after a power cut, reached under one
    /// of both keys and in the end under the new one, with its model.
    /// </summary>
    /// <returns>Whether the power was cut.</returns>
    private static async Task<bool> RotateAsync(bool unflushedWritesAreLost, Func<StorageOperation, int?> cut)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Board.Storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        ModelManifest manifest = rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 1), 1);
        rig.AwaitState(HealthState.Healthy);
        rig.Advance(2);
        NewKey next = new(1);
        rig.Board.Storage.PowerCutAt = cut;
        rig.Publish(Topics.KeyDesired, next.Transfer(rig.Keys, 5, [.. Enumerable.Range(0, KeyTransfer.PasswordLength).Select(i => (byte)i)]), retain: true);
        rig.Advance(2);
        bool wasCut = rig.Board.State != BoardState.Running;
        rig.Board.Storage.PowerCutAt = null;
        int boot = wasCut ? 2 : 1;
        if (wasCut)
        {
            rig.Forget();
            rig.Node.Start();
            byte[] first = rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == boot).Payload;
            Assert.True(next.IsProvenBy(first) || (Birth.IsAuthentic(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName, first) && Birth.Decode(first).KeyEpoch == 0));
        }

        rig.Await(Topics.Birth, message => next.IsProvenBy(message.Payload) && Birth.Decode(message.Payload).BootId == boot);
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb), next.Keys.Down).Result);
        Assert.Equal(manifest.Counter, rig.AwaitReport(ModelReport.Confirmed).Counter);
        rig.AwaitState(HealthState.Healthy);
        return wasCut;
    }
}
