using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>Waits at the broker for the birth of a node that has just been provisioned.</summary>
public sealed class BirthWatch : IAsyncDisposable
{
    private readonly BrokerSubscription subscription;
    private readonly NodeMessageDecoder decoder;
    private readonly NodeId id;

    private BirthWatch(BrokerSubscription subscription, NodeId id, FleetKey key)
    {
        this.subscription = subscription;
        this.id = id;
        decoder = new NodeMessageDecoder(key);
    }

    /// <summary>Why the last birth heard was not believed; null where there was none.</summary>
    public string? Rejection { get; private set; }

    /// <summary>Subscribes.</summary>
    public static async Task<BirthWatch> OpenAsync(BrokerConnection connection, NodeId id, FleetKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(id);
        return new BirthWatch(await connection.SubscribeAsync([id.Topic(Topics.Birth)], cancellationToken), id, key);
    }

    /// <summary>The birth of a boot, or of a later one: what the broker has kept from earlier ones does not count.</summary>
    /// <param name="bootId">The least boot id.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Null when none came in time.</returns>
    public async Task<Birth?> WaitAsync(int bootId, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            while (true)
            {
                switch (decoder.Decode(await subscription.Messages.ReadAsync(limit.Token))?.Content)
                {
                    case Birth birth when birth.BootId >= bootId:
                        return birth;
                    case Rejection rejection:
                        Rejection = rejection.Reason;
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Says what is wrong where no birth came.</summary>
    /// <param name="node">What the node says of itself now.</param>
    /// <param name="brokerOfNode">The broker it was told.</param>
    /// <param name="brokerHere">The broker this program listens at.</param>
    public FleetException Explain(NodeDescription node, BrokerAddress brokerOfNode, BrokerAddress brokerHere)
    {
        ArgumentNullException.ThrowIfNull(node);
        string why = !node.HasNetwork ? "it has not joined its network"
            : !node.HasBroker ? $"it is in the network, but cannot reach {brokerOfNode}, or is not let in there: check address, port, user and password"
            : Rejection is not null ? $"{Rejection}"
            : $"it is connected to {brokerOfNode}, but is not heard at {brokerHere}: are they the same broker?";
        return new FleetException($"The node {id} is provisioned but was not heard: {why}.");
    }

    public ValueTask DisposeAsync() => subscription.DisposeAsync();
}
