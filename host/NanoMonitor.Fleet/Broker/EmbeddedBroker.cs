using System.Net;
using System.Net.Sockets;
using MQTTnet.Server;
using NanoMonitor.Fleet.Broker.Access;

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
    private readonly BrokerGate? gate;

    private EmbeddedBroker(MqttServer server, BrokerAddress address, BrokerGate? gate)
    {
        this.server = server;
        this.gate = gate;
        sessions = new SessionKeeper(server);
        Address = address;
    }

    /// <summary>Where it listens, with the port that was chosen.</summary>
    public BrokerAddress Address { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="address">The interface; <see cref="IPAddress.Loopback"/> for this machine only, <see cref="IPAddress.Any"/> for all.</param>
    /// <param name="port">1..65535, or 0 for a free one.</param>
    /// <param name="security">Certificate and users; null for a broker without TLS that lets everybody in.</param>
    /// <exception cref="FleetException">The address cannot be listened on.</exception>
    public static async Task<EmbeddedBroker> StartAsync(IPAddress address, int port, BrokerSecurity? security = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        MqttServerOptionsBuilder builder = new MqttServerOptionsBuilder()
            .WithMaxPendingMessagesPerClient(MaxPendingMessages)
            .WithPersistentSessions();
        MqttServerOptions options = (security is null ? Open(builder, address, port) : Closed(builder, address, port, security)).Build();
        MqttServerTcpEndpointBaseOptions endpoint = security is null ? options.DefaultEndpointOptions : options.TlsEndpointOptions;

        MqttServer server = new MqttServerFactory().CreateMqttServer(options);
        BrokerGate? gate = security is null ? null : new BrokerGate(server, security);
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

        return new EmbeddedBroker(server, new BrokerAddress(address.ToString(), endpoint.Port), gate);
    }

    /// <summary>The number of clients connected now.</summary>
    public async Task<int> CountClientsAsync() => (await server.GetClientsAsync()).Count;

    /// <summary>The number of retained messages kept now.</summary>
    public async Task<int> CountRetainedAsync() => (await server.GetRetainedMessagesAsync()).Count;

    /// <summary>The number of sessions kept now, of clients connected or expected back.</summary>
    public async Task<int> CountSessionsAsync() => (await server.GetSessionsAsync()).Count;

    /// <summary>Reads the users again, and parts with those who are let in no longer.</summary>
    /// <exception cref="FleetException">They cannot be read; those of before stay.</exception>
    public Task ReloadAsync() => gate?.ReloadAsync() ?? Task.CompletedTask;

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

    private static MqttServerOptionsBuilder Open(MqttServerOptionsBuilder builder, IPAddress address, int port) => builder
        .WithDefaultEndpoint()
        .WithDefaultEndpointBoundIPAddress(VersionFour(address))
        .WithDefaultEndpointBoundIPV6Address(VersionSix(address))
        .WithDefaultEndpointPort(port);

    private static MqttServerOptionsBuilder Closed(MqttServerOptionsBuilder builder, IPAddress address, int port, BrokerSecurity security) => builder
        .WithoutDefaultEndpoint()
        .WithEncryptedEndpoint()
        .WithEncryptedEndpointBoundIPAddress(VersionFour(address))
        .WithEncryptedEndpointBoundIPV6Address(VersionSix(address))
        .WithEncryptedEndpointPort(port)
        .WithEncryptionCertificate(security.Certificate);

    // None is an interface that is not listened on.
    private static IPAddress VersionFour(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? address : IPAddress.None;

    private static IPAddress VersionSix(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address : IPAddress.None;
}
