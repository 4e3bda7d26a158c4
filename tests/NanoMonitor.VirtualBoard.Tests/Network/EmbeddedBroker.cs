using System.Net;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace NanoMonitor.VirtualBoard.Tests.Network;

/// <summary>MQTTnet's server in this process. Refuses the user "stranger".</summary>
internal sealed class EmbeddedBroker : ITestBroker
{
    private readonly MqttServer server;

    internal EmbeddedBroker()
    {
        Port = FreePort.Find();
        server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port)
            .Build());
        server.ValidatingConnectionAsync += e =>
        {
            if (e.UserName == "stranger")
            {
                e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            }

            return Task.CompletedTask;
        };
        Start();
    }

    public int Port { get; }

    public void Start() => server.StartAsync().GetAwaiter().GetResult();

    public void Stop() => server.StopAsync().GetAwaiter().GetResult();

    public void Dispose() => server.Dispose();
}
