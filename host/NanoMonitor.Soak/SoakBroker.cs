using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace NanoMonitor.Soak;

/// <summary>
/// A broker that reports each message when it accepts it, and forgets everything when it is restarted. What it reports has
/// been, or is about to be, acknowledged.
/// </summary>
internal sealed class SoakBroker : IDisposable
{
    // A fleet that comes back at once must not push messages out of a subscriber's queue.
    private const int MaxPendingMessages = 100_000;

    private readonly int port = FreePort();
    private readonly Action<string, byte[]> accepted;
    private MqttServer? server;

    public SoakBroker(Action<string, byte[]> accepted)
    {
        this.accepted = accepted;
        Start();
    }

    public int Port => port;

    public bool IsRunning => server != null;

    public void Start()
    {
        MqttServer started = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(port)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(MaxPendingMessages)
            .Build());
        started.InterceptingPublishAsync += e =>
        {
            accepted(e.ApplicationMessage.Topic, e.ApplicationMessage.Payload.ToArray());
            return Task.CompletedTask;
        };
        started.StartAsync().GetAwaiter().GetResult();
        server = started;
    }

    public void Stop()
    {
        server?.StopAsync(new MqttServerStopOptionsBuilder().Build()).GetAwaiter().GetResult();
        server?.Dispose();
        server = null;
    }

    /// <summary>Whether it keeps a message under a topic; false while it is away.</summary>
    public bool HasRetained(string topic) => server?.GetRetainedMessageAsync(topic).GetAwaiter().GetResult() is not null;

    /// <summary>Publishes a retained message, as a host does.</summary>
    public void Retain(string topic, byte[] payload) => Publish(topic, payload, retain: true);

    /// <summary>Publishes a message, as a host does.</summary>
    public void Publish(string topic, byte[] payload, bool retain)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        server!.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "host" }).GetAwaiter().GetResult();
    }

    public void Dispose() => Stop();

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
