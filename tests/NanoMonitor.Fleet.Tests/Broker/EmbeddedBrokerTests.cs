using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Formatter;
using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Tests.Broker;

public sealed class EmbeddedBrokerTests
{
    [Fact]
    public async Task Chooses_a_free_port_and_keeps_retained_messages()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        Assert.InRange(broker.Address.Port, 1, 65535);

        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), default);
        await connection.PublishAsync("kept", [1, 2, 3], retain: true, default);

        Assert.Equal(1, await broker.CountClientsAsync());
        Assert.Equal(1, await broker.CountRetainedAsync());
    }

    [Fact]
    public async Task Says_that_a_port_is_taken()
    {
        await using EmbeddedBroker first = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        FleetException refusal = await Assert.ThrowsAsync<FleetException>(
            () => EmbeddedBroker.StartAsync(IPAddress.Loopback, first.Address.Port));
        Assert.Contains($"port {first.Address.Port}", refusal.Message);
        Assert.Contains("another program", refusal.Message);
    }

    [Fact]
    public async Task Frees_its_port_when_stopped()
    {
        EmbeddedBroker first = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        await first.DisposeAsync();
        await using EmbeddedBroker second = await EmbeddedBroker.StartAsync(IPAddress.Loopback, first.Address.Port);
        Assert.Equal(first.Address, second.Address);
    }

    [Fact]
    public async Task Listens_only_where_it_is_told_to()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Parse("127.0.0.1"), 0);
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.2", broker.Address.Port));
    }

    [Fact]
    public async Task Forgets_a_client_that_said_goodbye()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), default);
        await connection.SubscribeAsync(["t"], default);
        Assert.Equal(1, await broker.CountSessionsAsync());

        await connection.DisposeAsync();
        await WaitForSessionsAsync(broker, 0);
    }

    [Fact]
    public async Task Keeps_the_session_of_a_client_whose_link_broke_until_it_expires()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Address.Host, broker.Address.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithSessionExpiryInterval(600)
            .Build());
        client.Dispose();
        while (await broker.CountClientsAsync() > 0)
        {
            await Task.Delay(20);
        }

        await broker.EndExpiredSessionsAsync(DateTime.UtcNow.AddSeconds(500));
        Assert.Equal(1, await broker.CountSessionsAsync());
        await broker.EndExpiredSessionsAsync(DateTime.UtcNow.AddSeconds(700));
        Assert.Equal(0, await broker.CountSessionsAsync());
    }

    private static async Task WaitForSessionsAsync(EmbeddedBroker broker, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await broker.CountSessionsAsync() != count)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
