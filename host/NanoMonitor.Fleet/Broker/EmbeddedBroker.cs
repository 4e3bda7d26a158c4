using System.Net;
using System.Net.Sockets;
using MQTTnet.Server;

namespace NanoMonitor.Fleet.Broker;

/// <summary>
/// An MQTT broker in this process. Retained messages and sessions live in memory and end with it. It has no shared
/// subscriptions.
/// </summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    // A burst from a whole fleet must not push older messages out of a slow subscriber's queue.
    private const int MaxPendingMessages = 100_000;

    private readonly MqttServer server;
    private readonly SessionKeeper sessions;

    private EmbeddedBroker(MqttServer server, BrokerAddress address)
    {
        this.server = server;
        sessions = new SessionKeeper(server);
        Address = address;
    }

    /// <summary>Where it listens, with the port that was chosen.</summary>
    public BrokerAddress Address { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="address">The interface; <see cref="IPAddress.Loopback"/> for this machine only, <see cref="IPAddress.Any"/> for all.</param>
    /// <param name="port">1..65535, or 0 for a free one.</param>
    /// <exception cref="FleetException">The address cannot be listened on.</exception>
    public static async Task<EmbeddedBroker> StartAsync(IPAddress address, int port)
    {
        ArgumentNullException.ThrowIfNull(address);
        bool isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(isV6 ? IPAddress.None : address)
            .WithDefaultEndpointBoundIPV6Address(isV6 ? address : IPAddress.None)
            .WithDefaultEndpointPort(port)
            .WithMaxPendingMessagesPerClient(MaxPendingMessages)
            .WithPersistentSessions()
            .Build();

        MqttServer server = new MqttServerFactory().CreateMqttServer(options);
        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            server.Dispose();
            string mend = e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? "another program uses this port; stop it, or choose another port (0 = any free one)"
                : e.Message.TrimEnd('.');
            throw new FleetException($"Cannot listen on {address} port {port}: {mend}.", e);
        }

        return new EmbeddedBroker(server, new BrokerAddress(address.ToString(), options.DefaultEndpointOptions.Port));
    }

    /// <summary>The number of clients connected now.</summary>
    public async Task<int> CountClientsAsync() => (await server.GetClientsAsync()).Count;

    /// <summary>The number of retained messages kept now.</summary>
    public async Task<int> CountRetainedAsync() => (await server.GetRetainedMessagesAsync()).Count;

    /// <summary>The number of sessions kept now, of clients connected or expected back.</summary>
    public async Task<int> CountSessionsAsync() => (await server.GetSessionsAsync()).Count;

    internal Task EndExpiredSessionsAsync(DateTime utcNow) => SessionKeeper.EndExpiredAsync(server, utcNow);

    public async ValueTask DisposeAsync()
    {
        await sessions.DisposeAsync();
        if (server.IsStarted)
        {
            await server.StopAsync(new MqttServerStopOptionsBuilder().Build());
        }

        server.Dispose();
    }
}
