using System.Threading.Channels;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Cli.Demo;

/// <summary>Hears everything one node says over MQTT and keeps what the demo needs of it.</summary>
internal sealed class NodeListener : IAsyncDisposable
{
    private readonly BrokerConnection connection;
    private readonly string marker;
    private readonly BrokerSubscription subscription;
    private readonly FleetView view;
    private readonly NodeMessageDecoder decoder;
    private readonly DemoStatus status;
    private readonly Lock gate = new();
    private readonly List<HealthEvent> events = [];
    private readonly List<FeatureBatch> batches = [];
    private readonly Task pump;
    private TaskCompletionSource settled = new();

    private NodeListener(BrokerConnection connection, string marker, BrokerSubscription subscription, FleetKey key, DemoStatus status)
    {
        this.connection = connection;
        this.marker = marker;
        this.subscription = subscription;
        this.status = status;
        view = new FleetView(key, TimeProvider.System);
        decoder = new NodeMessageDecoder(key);
        pump = Task.Run(PumpAsync);
    }

    /// <summary>The node's introduction, once it was heard.</summary>
    public Birth? Birth { get; private set; }

    public static async Task<NodeListener> StartAsync(
        BrokerConnection connection, NodeId id, FleetKey key, DemoStatus status, CancellationToken cancellationToken)
    {
        var marker = MarkerTopic.Create();
        var subscription = await connection.SubscribeAsync([marker, .. FleetView.Filters(id.Site, id.Node)], cancellationToken);
        return new NodeListener(connection, marker, subscription, key, status);
    }

    /// <summary>All events so far, oldest first.</summary>
    public IReadOnlyList<HealthEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    /// <summary>The feature batches that came since the last call.</summary>
    public IReadOnlyList<FeatureBatch> TakeBatches()
    {
        lock (gate)
        {
            FeatureBatch[] taken = [.. batches];
            batches.Clear();
            return taken;
        }
    }

    /// <summary>Waits until everything that the broker has from the node has arrived.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref settled, mine);
        await connection.PublishAsync(marker, [1], retain: false, cancellationToken);
        await await Task.WhenAny(mine.Task, pump).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await subscription.DisposeAsync();
        await pump;
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in subscription.Messages.ReadAllAsync())
            {
                if (message.Topic == marker)
                {
                    Volatile.Read(ref settled).TrySetResult();
                }
                else
                {
                    Take(message);
                }
            }
        }
        catch (ChannelClosedException)
        {
            // The connection ended with the demo.
        }
    }

    private void Take(BrokerMessage message)
    {
        var change = view.Apply(message);
        lock (gate)
        {
            switch (change?.Content)
            {
                case Birth birth:
                    Birth = birth;
                    break;
                case HealthEvent healthEvent:
                    events.Add(healthEvent);
                    break;
            }

            if (decoder.Decode(message)?.Content is FeatureBatch batch)
            {
                batches.Add(batch);
                Show(batch);
            }
        }

        if (view.Nodes is [{ Condition: { IsLost: false } condition }])
        {
            status.HeardState(StateText.Markup(condition.State));
        }
    }

    private void Show(FeatureBatch batch)
    {
        for (var i = 0; i < batch.RowCount; i++)
        {
            if (batch.Row(i).Score is not Score.None and var score)
            {
                status.HeardScore(ScoreBits.Of(score));
            }
        }
    }
}
