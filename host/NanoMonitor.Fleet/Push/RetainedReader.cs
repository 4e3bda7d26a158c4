using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Push;

/// <summary>What a broker keeps under some topics.</summary>
internal static class RetainedReader
{
    private static readonly TimeSpan MarkerPatience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Reads every retained message that matches. MQTT does not mark the last one: a <see cref="MarkerTopic"/> does.
    /// </summary>
    public static async Task<IReadOnlyList<BrokerMessage>> ReadAsync(
        BrokerConnection connection, string filter, CancellationToken cancellationToken)
    {
        string marker = MarkerTopic.Create();
        await using BrokerSubscription subscription = await connection.SubscribeAsync([marker, filter], cancellationToken);
        List<BrokerMessage> retained = [];
        while (true)
        {
            await connection.PublishAsync(marker, [1], retain: false, cancellationToken);
            if (await ReadUntilAsync(marker, subscription, retained, cancellationToken))
            {
                return retained;
            }
        }
    }

    // False where the marker does not come back: a broker that restarted has forgotten it.
    private static async Task<bool> ReadUntilAsync(
        string marker, BrokerSubscription subscription, List<BrokerMessage> retained, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MarkerPatience);
        try
        {
            await foreach (BrokerMessage message in subscription.Messages.ReadAllAsync(limit.Token))
            {
                if (message.Topic == marker)
                {
                    return true;
                }

                if (message.Retained && message.Payload.Length > 0)
                {
                    retained.Add(message);
                }
            }

            throw new OperationCanceledException("The connection was closed.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
