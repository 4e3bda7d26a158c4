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

    /// <summary>Publishes a retained message, as a host does.</summary>
    public void Retain(string topic, byte[] payload)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag()
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
