using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Rollouts.Health;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>
/// Works on a rollout until it rests: listens, decides, keeps the decision, then publishes. Killed at any point, another run
/// goes on from there.
/// </summary>
/// <param name="connection">The broker.</param>
/// <param name="key">The fleet key.</param>
/// <param name="store">The rollout.</param>
/// <param name="time">The clock.</param>
public sealed class RolloutRunner(BrokerConnection connection, FleetKey key, RolloutStore store, TimeProvider time)
{
    private static readonly string[] leaves =
        [Topics.State, Topics.Birth, Topics.Telemetry, Topics.Event, Topics.ModelReported, Topics.ModelDesired];

    // A broker that is away must not keep a person's request waiting.
    private static readonly TimeSpan publishPatience = TimeSpan.FromSeconds(30);

    private readonly RolloutRecord record = store.Record;
    private readonly HealthMeter meter = new(store.Record.Policy.Soak);
    private readonly RolloutPublisher publisher = new(connection, key, store.Folder);
    private readonly HashSet<string> members = [.. store.Record.Nodes.Select(node => node.Id)];
    private readonly Dictionary<string, NodeView> views = [];
    private int reconnections = 1;

    /// <summary>How often it looks.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(0.5);

    // What has been decided and not published yet waits for whoever resumes it.
    private bool IsStopped => record.Status is RolloutStatus.Paused or RolloutStatus.Aborted;

    /// <summary>Runs until the rollout rests or is over.</summary>
    /// <param name="first">What a person asks before the first step; null for nothing.</param>
    /// <param name="progress">Takes the record after each step.</param>
    /// <param name="cancellationToken">Stops this host; the rollout stays as it is.</param>
    public async Task RunAsync(RolloutRequest? first, IProgress<RolloutRecord>? progress, CancellationToken cancellationToken)
    {
        var view = new FleetView(key, time);
        string[] filters = [.. leaves.Select(leaf => Topics.Filter(null, null, leaf))];
        connection.ConnectedChanged += OnConnectedChanged;
        try
        {
            await using BrokerSubscription subscription = await connection.SubscribeAsync(filters, cancellationToken);
            await FleetSnapshot.ReadAsync(connection, view, cancellationToken);
            await WorkAsync(subscription, view, first, progress, cancellationToken);
        }
        finally
        {
            connection.ConnectedChanged -= OnConnectedChanged;
        }

        if (record.IsOver)
        {
            await WithPatienceAsync(publisher.ClearUnnamedAsync, cancellationToken);
        }
    }

    private async Task WorkAsync(
        BrokerSubscription subscription, FleetView view, RolloutRequest? first, IProgress<RolloutRecord>? progress, CancellationToken cancellationToken)
    {
        var machine = new RolloutMachine(record, new ManifestMaker(key, time), time.GetUtcNow());
        RolloutRequest? request = first;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Listen(subscription, view);
            DateTimeOffset now = time.GetUtcNow();
            if ((request ?? store.TakeRequest()) is { } asked)
            {
                RolloutOrders.Obey(record, asked, now);
            }

            request = null;
            if (machine.Step(now, connection.IsConnected, id => NodeFacts.Of(views.GetValueOrDefault(id), id, meter, now)))
            {
                store.Save();
            }

            if (connection.IsConnected && !IsStopped)
            {
                await WithPatienceAsync(PublishAsync, cancellationToken);
            }

            progress?.Report(record);
            if (IsStopped || (record.IsAtRest && !record.Nodes.Any(node => node.IsToBePublished)))
            {
                return;
            }

            await Task.Delay(Period, time, cancellationToken);
        }
    }

    private void Listen(BrokerSubscription subscription, FleetView view)
    {
        while (subscription.Messages.TryRead(out BrokerMessage? message))
        {
            if (view.Apply(message) is { } change && members.Contains(change.Node.Id.ToString()))
            {
                meter.Take(change, time.GetUtcNow());
            }
        }

        foreach (NodeView node in view.Nodes)
        {
            views[node.Id.ToString()] = node;
        }
    }

    // A broker that was away may have forgotten everything.
    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref reconnections, 0) > 0)
        {
            foreach (RolloutNode node in record.Nodes)
            {
                node.IsPublished = false;
            }
        }

        await publisher.PublishAsync(record, id => views.GetValueOrDefault(id)?.Key, cancellationToken);
    }

    private static async Task WithPatienceAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(publishPatience);
        try
        {
            await work(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The broker is away; the next step tries again.
        }
    }

    private void OnConnectedChanged(bool isConnected)
    {
        if (isConnected)
        {
            Interlocked.Increment(ref reconnections);
        }
    }
}
