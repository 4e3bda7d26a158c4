using System.Net;
using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Tests.Broker;

public sealed class BrokerConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Delivers_to_a_subscription_in_order(string name)
    {
        using var cancel = new CancellationTokenSource(Patience);
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(name);
        await using IAsyncDisposable running = broker;
        await using BrokerConnection receiver = await BrokerConnection.ConnectAsync(new BrokerOptions(address), cancel.Token);
        await using BrokerConnection sender = await BrokerConnection.ConnectAsync(new BrokerOptions(address), cancel.Token);
        await using BrokerSubscription subscription = await receiver.SubscribeAsync(["site/+/telemetry"], cancel.Token);

        await sender.PublishAsync("site/a/state", [99], retain: false, cancel.Token);
        for (byte i = 0; i < 100; i++)
        {
            await sender.PublishAsync("site/a/telemetry", [i], retain: false, cancel.Token);
        }

        for (byte i = 0; i < 100; i++)
        {
            BrokerMessage message = await subscription.Messages.ReadAsync(cancel.Token);
            Assert.Equal("site/a/telemetry", message.Topic);
            Assert.Equal([i], message.Payload);
        }
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task Clears_a_retained_message(string name)
    {
        using var cancel = new CancellationTokenSource(Patience);
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(name);
        await using IAsyncDisposable running = broker;
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), cancel.Token);
        await connection.PublishAsync("kept/1", [1], retain: true, cancel.Token);
        await connection.PublishAsync("kept/2", [2], retain: true, cancel.Token);
        await connection.ClearRetainedAsync("kept/1", cancel.Token);

        await using BrokerSubscription subscription = await connection.SubscribeAsync(["kept/#"], cancel.Token);
        BrokerMessage message = await subscription.Messages.ReadAsync(cancel.Token);
        Assert.Equal("kept/2", message.Topic);
        Assert.True(message.Retained);
    }

    [SkippableFact]
    public async Task Comes_back_after_the_broker_restarted_and_publishes_what_waited()
    {
        Skip.IfNot(MosquittoBroker.IsInstalled, "mosquitto is not installed (apt install mosquitto)");
        using var cancel = new CancellationTokenSource(Patience);
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), cancel.Token);
        await using BrokerSubscription subscription = await connection.SubscribeAsync(["t"], cancel.Token);
        var lost = new TaskCompletionSource();
        connection.ConnectedChanged += isConnected =>
        {
            if (!isConnected)
            {
                lost.TrySetResult();
            }
        };

        await broker.RestartAsync();
        await lost.Task.WaitAsync(cancel.Token);
        await connection.PublishAsync("t", [7], retain: true, cancel.Token);

        Assert.Equal([7], (await subscription.Messages.ReadAsync(cancel.Token)).Payload);
    }

    [Fact]
    public async Task Says_that_nothing_listens_at_the_address()
    {
        EmbeddedBroker stopped = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        await stopped.DisposeAsync();

        FleetException failure = await Assert.ThrowsAsync<FleetException>(
            () => BrokerConnection.ConnectAsync(new BrokerOptions(stopped.Address), default));
        Assert.Contains($"{stopped.Address}: nothing listens there", failure.Message);
    }

    [Fact]
    public async Task Ends_a_subscription_with_its_connection()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), default);
        BrokerSubscription subscription = await connection.SubscribeAsync(["t"], default);
        await connection.DisposeAsync();
        Assert.False(await subscription.Messages.WaitToReadAsync());
    }

    [Fact]
    public async Task Gives_up_a_publication_when_cancelled_while_the_broker_is_away()
    {
        EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), default);
        await broker.DisposeAsync();

        using var cancel = new CancellationTokenSource();
        Task publication = connection.PublishAsync("t", [1], retain: false, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publication);
    }
}
