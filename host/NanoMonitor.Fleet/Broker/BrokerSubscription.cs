using System.Threading.Channels;
using MQTTnet;

namespace NanoMonitor.Fleet.Broker;

/// <summary>The messages that match some topic filters, in the order of arrival; outlives reconnections.</summary>
public sealed class BrokerSubscription : IAsyncDisposable
{
    private readonly BrokerConnection connection;
    private readonly Channel<BrokerMessage> messages =
        Channel.CreateUnbounded<BrokerMessage>(new UnboundedChannelOptions { SingleReader = true });

    internal BrokerSubscription(BrokerConnection connection, IReadOnlyList<string> filters)
    {
        this.connection = connection;
        Filters = filters;
    }

    /// <summary>MQTT topic filters.</summary>
    public IReadOnlyList<string> Filters { get; }

    /// <summary>The messages; ends when the subscription or its connection is disposed.</summary>
    public ChannelReader<BrokerMessage> Messages => messages.Reader;

    public ValueTask DisposeAsync()
    {
        Complete();
        return connection.UnsubscribeAsync(this);
    }

    internal void Offer(BrokerMessage message)
    {
        foreach (string filter in Filters)
        {
            if (MqttTopicFilterComparer.Compare(message.Topic, filter) == MqttTopicFilterCompareResult.IsMatch)
            {
                messages.Writer.TryWrite(message);
                return;
            }
        }
    }

    internal void Complete() => messages.Writer.TryComplete();
}
