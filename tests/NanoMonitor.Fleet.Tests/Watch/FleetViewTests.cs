using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Nodes;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Tests.Watch;

public sealed class FleetViewTests : IDisposable
{
    private const string End = "nanomonitor/1/plant/fan-1/model/reported";

    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));

    public void Dispose() => patience.Dispose();

    // Applies everything up to the report that the test sends last.
    private async Task<(NodeView Node, List<FleetChange> Changes)> WatchAsync(TestFleet fleet, FleetView view, Func<Task> happening)
    {
        await using BrokerSubscription subscription =
            await fleet.Connection.SubscribeAsync(FleetView.Filters("plant", null), patience.Token);
        await happening();
        await fleet.Node.SendAsync(Topics.ModelReported, [1], retain: false);

        List<FleetChange> changes = [];
        while (await subscription.Messages.ReadAsync(patience.Token) is { Topic: not End } message)
        {
            if (view.Apply(message) is { } change)
            {
                changes.Add(change);
            }
        }

        return (view.Nodes.Single(), changes);
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Shows_state_birth_scores_and_blame_of_a_node(string broker)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(broker);
        var view = new FleetView(fleet.Key, TimeProvider.System);
        (NodeView node, List<FleetChange> changes) = await WatchAsync(fleet, view, async () =>
        {
            await fleet.Node.SendTelemetryAsync(1, 10, 4096);
            await fleet.Node.SendTelemetryAsync(2, 20, 6144);
            await fleet.Node.SendAsync(Topics.State, NodeState.Encode(HealthState.Alarm), retain: true);
            await fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Alarm, 16, 3);
        });

        Assert.Equal(TestFleet.Id, node.Id);
        Assert.Equal(HealthState.Alarm, node.Condition!.State);
        Assert.Equal("mpu6886", node.Birth!.Sensor);
        Assert.Equal(1.5, node.MeanScore);
        Assert.Equal([1.0, 1.5], node.ScoreHistory);
        Assert.StartsWith("x.crest", node.Blamed[0]);
        Assert.StartsWith("x.band03", node.Blamed[1]);
        Assert.Equal(HealthState.Alarm, Assert.Single(node.Events).State);
        Assert.Contains(changes, change => change is { Content: HealthEvent, Retained: false });
        Assert.Contains(changes, change => change is { Content: Birth, Retained: true });
    }

    [Fact]
    public async Task Takes_repeated_events_and_late_telemetry_for_nothing_new()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var view = new FleetView(fleet.Key, TimeProvider.System);
        (NodeView node, List<FleetChange> changes) = await WatchAsync(fleet, view, async () =>
        {
            await fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Warning);
            await fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Warning);
            await fleet.Node.SendTelemetryAsync(2, 20, 8192);
            await fleet.Node.SendTelemetryAsync(1, 10, 4096);
        });

        Assert.Single(node.Events);
        Assert.Equal(2.0, node.MeanScore);
        Assert.Single(changes, change => change.Content is HealthEvent);
        Assert.Single(changes, change => change.Content is Telemetry);
    }

    [Fact]
    public async Task Does_not_believe_events_of_strangers()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var view = new FleetView(Fleet.Keys.FleetKey.Create(), TimeProvider.System);
        (NodeView node, _) = await WatchAsync(fleet, view, () => fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Alarm));

        Assert.Empty(node.Events);
        Assert.Null(node.Birth);
        Assert.Equal(2, view.RejectedCount);
        Assert.Contains("not signed", view.LastRejection);
    }

    [Fact]
    public async Task Shows_strangers_as_well_without_a_key_but_says_so()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var view = new FleetView(null, TimeProvider.System);
        (NodeView node, _) = await WatchAsync(fleet, view, () => fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Alarm));
        Assert.Single(node.Events);
        Assert.False(view.IsVerified);
    }

    [Fact]
    public async Task Keeps_as_many_scores_as_asked()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var view = new FleetView(fleet.Key, TimeProvider.System, historyLength: 3);
        (NodeView node, _) = await WatchAsync(fleet, view, async () =>
        {
            for (int i = 1; i <= 5; i++)
            {
                await fleet.Node.SendTelemetryAsync(i, i, i * 4096);
            }
        });
        Assert.Equal([3.0, 4.0, 5.0], node.ScoreHistory);
    }

    [Fact]
    public async Task Blames_nothing_once_the_node_is_healthy_again()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var view = new FleetView(fleet.Key, TimeProvider.System);
        (NodeView node, _) = await WatchAsync(fleet, view, async () =>
        {
            await fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Alarm, 3);
            await fleet.Node.SendEventAsync(2, HealthState.Alarm, HealthState.Healthy, 3);
        });
        Assert.Empty(node.Blamed);
        Assert.Equal(2, node.Events.Count);
    }

    [Fact]
    public async Task Takes_the_events_of_a_node_that_lost_its_storage_and_counts_from_the_start_again()
    {
        await using TestFleet fleet = await TestFleet.StartAsync();
        var view = new FleetView(fleet.Key, TimeProvider.System);
        (NodeView node, _) = await WatchAsync(fleet, view, async () =>
        {
            await fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Alarm);
            await fleet.Node.IntroduceAsync(bootNonce: 5);
            await fleet.Node.SendEventAsync(1, HealthState.NoModel, HealthState.Healthy);
        });
        Assert.Equal([HealthState.Alarm, HealthState.Healthy], node.Events.Select(healthEvent => healthEvent.State));
    }
}
