using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;

namespace NanoMonitor.VirtualBoard.Tests.Network;

/// <summary>A client on the host's side that notes what comes in.</summary>
internal sealed class Observer : IDisposable
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly BlockingCollection<string> messages = [];

    internal Observer(int port, string filter = "#")
    {
        client.ApplicationMessageReceivedAsync += e =>
        {
            messages.Add($"{e.ApplicationMessage.Topic} {Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray())}");
            return Task.CompletedTask;
        };
        client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build()).GetAwaiter().GetResult();
        client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce).GetAwaiter().GetResult();
    }

    /// <summary>The next message as "topic payload".</summary>
    internal string Next() => messages.TryTake(out string? message, TimeSpan.FromSeconds(20))
        ? message
        : throw new TimeoutException("No message within 20 s.");

    internal bool Quiet(TimeSpan time) => !messages.TryTake(out _, time);

    internal void Publish(string topic, string payload, bool retain = false) =>
        client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain).GetAwaiter().GetResult();

    public void Dispose() => client.Dispose();
}
