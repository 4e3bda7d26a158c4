using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Rollouts;

/// <summary>Rollouts against a broker; the nodes speak the protocol at once.</summary>
public sealed class RolloutRunnerTests
{
    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task The_canary_comes_first_and_then_all(string broker)
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(broker, nodes: 4);
        RolloutRecord record = await rig.RunAsync(RolloutRig.Package(1), RolloutRig.Quick, "1,50%,all");

        Assert.Equal(RolloutStatus.Completed, record.Status);
        Assert.Equal([1, 2, 3, 3], record.Nodes.Select(node => node.Wave));
        Assert.All(record.Nodes, node => Assert.Equal(NodePhase.Done, node.Phase));
        Assert.All(rig.Nodes, node => Assert.Equal(RolloutRig.Package(1).Bytes, node.Package));
        DateTimeOffset canary = record.Log.First(entry => entry.Text.StartsWith($"{record.Nodes[0].Id} done", StringComparison.Ordinal)).At;
        Assert.True(canary <= record.Log.First(entry => entry.Text.StartsWith("wave 2", StringComparison.Ordinal)).At);
    }

    [Fact]
    public async Task A_host_that_dies_between_any_two_steps_is_replaced_without_a_second_manifest()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 5);
        (await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick, "1,60%,all")).Dispose();
        RolloutStatus status = RolloutStatus.Running;
        for (int host = 0; status == RolloutStatus.Running; host++)
        {
            Assert.InRange(host, 0, 100);
            using RolloutStore store = rig.Folder.Open("model-1");
            int steps = 0;
            try
            {
                await rig.WorkAsync(store, RolloutRequest.Resume, _ => Die(++steps > 2));
            }
            catch (InvalidOperationException)
            {
                // Dead; what it had not kept is gone.
            }

            status = rig.Folder.Read("model-1").Status;
        }

        Assert.Equal(RolloutStatus.Completed, status);
        IReadOnlyDictionary<string, ModelManifest[]> manifests = rig.TakeManifests();
        Assert.Equal(5, manifests.Count);
        Assert.All(manifests.Values, ofNode => Assert.Single(ofNode));
        Assert.All(rig.Nodes, node => Assert.Equal(RolloutRig.Package(1).Bytes, node.Package));
    }

    [Fact]
    public async Task A_plan_publishes_and_keeps_nothing_and_says_whom_it_would_reach()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 3);
        await using TestNode other = await TestNode.StartAsync(rig.Connection.Address, new("plant", "pump-1"), rig.Key, TestTables.OtherSpec);
        await using TestNode elsewhere = await TestNode.StartAsync(rig.Connection.Address, new("attic", "fan-1"), rig.Key);
        var starter = new RolloutStarter(rig.Connection, rig.Key, rig.Folder, TimeProvider.System);
        (RolloutRecord record, _) = await starter.PlanAsync(
            "dry", RolloutRig.Package(1), new NodeFilter { Site = "plant" }, WaveSize.ParseList("2,all"), RolloutRig.Quick, [], rig.Patience);

        Assert.Equal(["plant/fan-1", "plant/fan-2", "plant/fan-3"], record.Nodes.Select(node => node.Id).Order(StringComparer.Ordinal));
        Assert.Equal([1, 1, 2], record.Nodes.Select(node => node.Wave));
        SkippedNode skipped = Assert.Single(record.Skipped);
        Assert.Equal("plant/pump-1", skipped.Id);
        Assert.Contains("sample rate Hz 200 against 1000", skipped.Reason);
        Assert.False(Directory.Exists(rig.Folder.Path));
        Assert.Empty(await RetainedReader.ReadAsync(rig.Connection, "nanomonitor/1/$packages/#", rig.Patience));
        Assert.Empty(rig.TakeManifests());
    }

    [Fact]
    public async Task A_node_that_runs_the_table_or_is_in_another_rollout_is_skipped()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 2);
        (await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick, "all", new NodeFilter { NodePattern = "fan-2" })).Dispose();
        using RolloutStore second = await rig.PlanAsync(RolloutRig.Package(2), RolloutRig.Quick);
        Assert.Equal(["plant/fan-1"], second.Record.Nodes.Select(node => node.Id));
        Assert.Equal([new SkippedNode("plant/fan-2", "is in the rollout 'model-1', which is not over")], second.Record.Skipped);
    }

    [Fact]
    public async Task What_a_node_has_just_confirmed_counts_before_it_introduces_itself_anew()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 1);
        await rig.RunAsync(RolloutRig.Package(1), RolloutRig.Quick);
        ModelPackage first = RolloutRig.Package(1);
        await rig.Nodes[0].SendReportAsync(new ModelReport
        {
            Status = ModelReport.Confirmed, ModelId = first.ModelId, Generation = 1, RunningGeneration = 1, RunningCrc = first.Table.Crc,
        });
        using RolloutStore second = await rig.PlanAsync(RolloutRig.Package(2), RolloutRig.Quick);
        Assert.Equal(("model-1", "model-1"), (second.Record.Nodes[0].ModelBefore, second.Record.Nodes[0].PackageBefore?.ModelId));
    }

    [Fact]
    public async Task A_person_at_another_terminal_stops_it()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 2);
        await rig.Nodes[0].DisposeAsync();
        await rig.Nodes[1].DisposeAsync();
        using RolloutStore store = await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick);
        Task work = rig.WorkAsync(store, onProgress: _ => rig.Folder.Ask("model-1", RolloutRequest.Pause));
        await work;
        Assert.Equal(RolloutStatus.Paused, rig.Folder.Read("model-1").Status);
    }

    [Fact]
    public async Task What_a_node_refuses_is_taken_away_from_the_wave_again()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 3);
        rig.Nodes.ForEach(node => node.ReversionReason = "mean score above the calibration band");
        RolloutRecord record = await rig.RunAsync(RolloutRig.Package(1), RolloutRig.Quick with { OnFailure = FailureAction.RollBack });

        Assert.Equal(RolloutStatus.RolledBack, record.Status);
        Assert.Equal([NodePhase.Withdrawn, NodePhase.Waiting, NodePhase.Waiting], record.Nodes.Select(node => node.Phase));
        Assert.Contains("mean score above the calibration band", record.Reason);
        Assert.Empty(await RetainedReader.ReadAsync(rig.Connection, "nanomonitor/1/+/+/model/desired", rig.Patience));
        Assert.Empty(await RetainedReader.ReadAsync(rig.Connection, "nanomonitor/1/$packages/#", rig.Patience));
    }

    [Fact]
    public async Task What_somebody_else_assigned_while_no_host_worked_is_not_overwritten()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 1);
        using RolloutStore store = await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.WorkAsync(store, onProgress: _ => Die(true)));
        await new ModelPusher(rig.Connection, rig.Key, TimeProvider.System)
            .PushAsync(rig.Nodes[0].Id, RolloutRig.Package(2), new PushOptions(), progress: null, rig.Patience);
        await rig.WorkAsync(store);

        Assert.Equal((NodePhase.Superseded, "somebody else assigned model-2"), (store.Record.Nodes[0].Phase, store.Record.Nodes[0].Reason));
        Assert.Equal(RolloutRig.Package(2).Bytes, rig.Nodes[0].Package);
        Assert.Equal(["model-1", "model-2"], rig.TakeManifests()["fan-1"].Select(manifest => manifest.ModelId));
    }

    [Fact]
    public async Task A_broker_that_forgot_what_somebody_else_assigned_is_not_told_the_older_manifest()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 1);
        using RolloutStore store = await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.WorkAsync(store, onProgress: _ => Die(true)));
        await new ModelPusher(rig.Connection, rig.Key, TimeProvider.System)
            .PushAsync(rig.Nodes[0].Id, RolloutRig.Package(2), new PushOptions(), progress: null, rig.Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => rig.WorkAsync(store, onProgress: record => Die(record.Nodes[0].Phase == NodePhase.Superseded)));
        await rig.Connection.ClearRetainedAsync(rig.Nodes[0].Id.Topic(Topics.ModelDesired), rig.Patience);
        rig.TakeManifests();
        store.Record.Status = RolloutStatus.Running;
        await rig.WorkAsync(store);

        Assert.Equal(RolloutStatus.Completed, store.Record.Status);
        Assert.Empty(rig.TakeManifests());
    }

    [Fact]
    public async Task A_manifest_made_before_its_node_got_another_key_is_signed_anew()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Embedded, nodes: 1);
        using RolloutStore store = await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick);
        var machine = new RolloutMachine(store.Record, new ManifestMaker(rig.Key, TimeProvider.System), DateTimeOffset.MinValue);
        machine.Step(DateTimeOffset.UtcNow, isConnected: true, _ => new NodeFacts());
        store.Save();

        // The host died before it published; then somebody changed the key.
        await new KeyRotator(rig.Connection, rig.Key, TimeProvider.System).RotateAsync(rig.Nodes[0].Id, TimeSpan.FromSeconds(20), rig.Patience);
        await rig.WorkAsync(store);

        Assert.True(store.Record.Status == RolloutStatus.Completed, store.Record.Reason);
        Assert.Equal(store.Record.Nodes[0].Counter, Assert.Single(rig.TakeManifests()["fan-1"]).Counter);
    }

    private static void Die(bool dies)
    {
        if (dies)
        {
            throw new InvalidOperationException("killed");
        }
    }
}
