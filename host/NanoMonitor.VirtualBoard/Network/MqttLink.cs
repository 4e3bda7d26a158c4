using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace NanoMonitor.VirtualBoard.Network;

/// <summary>One TCP connection to a real broker, by MQTTnet.</summary>
internal sealed class MqttLink : IAbortable
{
    /// <summary>Real time for what a broker sends on a subscription (retained messages) to come in before virtual time goes on.</summary>
    private static readonly TimeSpan settle = TimeSpan.FromMilliseconds(2);

    private readonly PowerCycle cycle;
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private int aborted;

    internal MqttLink(PowerCycle cycle)
    {
        this.cycle = cycle;
        client.ApplicationMessageReceivedAsync += e =>
        {
            Received?.Invoke(e.ApplicationMessage);
            return Task.CompletedTask;
        };
        client.DisconnectedAsync += e =>
        {
            if (e.ClientWasConnected)
            {
                Lost?.Invoke();
            }

            return Task.CompletedTask;
        };
        cycle.AddAbortable(this);
    }

    /// <summary>A message came in; raised in order, off the board's threads.</summary>
    internal event Action<MqttApplicationMessage>? Received;

    /// <summary>The connection ended, whoever ended it; may be raised more than once.</summary>
    internal event Action? Lost;

    private TimeSpan RealTimeLimit => cycle.Board.Options.ExchangeTimeout + TimeSpan.FromSeconds(1);

    public void Abort()
    {
        if (Interlocked.Exchange(ref aborted, 1) == 0)
        {
            cycle.RemoveAbortable(this);
            client.Dispose();
            Lost?.Invoke();
        }
    }

    internal async Task<MqttClientConnectResultCode> Connect(MqttClientOptionsBuilder options, IPEndPoint broker)
    {
        MqttClientOptions built = options.WithEndPoint(broker).WithTimeout(RealTimeLimit).Build();
        MqttClientConnectResult result = await client.ConnectAsync(built).ConfigureAwait(false);
        return result.ResultCode;
    }

    internal MqttClientTlsOptions Tls(string hostName, X509Certificate2? authority, X509Certificate2? own, bool validate)
    {
        MqttClientTlsOptionsBuilder tls = new MqttClientTlsOptionsBuilder()
            .UseTls()
            .WithTargetHost(hostName)
            .WithRevocationMode(X509RevocationMode.NoCheck)
            .WithCertificateValidationHandler(e => !validate || IsTrusted(e, authority));
        if (own != null)
        {
            // A key that came as PEM is ephemeral, which not every TLS stack accepts.
            tls.WithClientCertificates([X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null)]);
        }

        return tls.Build();
    }

    internal async Task Publish(MqttApplicationMessage message) => await client.PublishAsync(message).ConfigureAwait(false);

    /// <returns>The granted levels, in the order of the filters.</returns>
    internal async Task<IReadOnlyList<MqttClientSubscribeResultCode>> Subscribe(IEnumerable<MqttTopicFilter> filters)
    {
        MqttClientSubscribeOptionsBuilder options = new();
        foreach (MqttTopicFilter filter in filters)
        {
            options.WithTopicFilter(filter);
        }

        MqttClientSubscribeResult result = await client.SubscribeAsync(options.Build()).ConfigureAwait(false);
        return [.. result.Items.Select(item => item.ResultCode)];
    }

    /// <summary>Waits until what the broker had to say before now has come in.</summary>
    internal async Task Drain()
    {
        await client.PingAsync().ConfigureAwait(false);
        await Task.Delay(settle).ConfigureAwait(false);
    }

    internal async Task Unsubscribe(string[] topics)
    {
        MqttClientUnsubscribeOptionsBuilder options = new();
        foreach (string topic in topics)
        {
            options.WithTopicFilter(topic);
        }

        await client.UnsubscribeAsync(options.Build()).ConfigureAwait(false);
    }

    internal async Task Ping() => await client.PingAsync().ConfigureAwait(false);

    /// <summary>Says goodbye, so that the last will is not published.</summary>
    internal async Task Disconnect() => await client.DisconnectAsync(new MqttClientDisconnectOptions()).ConfigureAwait(false);

    internal static byte[] Payload(MqttApplicationMessage message) => message.Payload.ToArray();

    // As mbedTLS on the node: the chain must end at the given authority, be valid at the node's own idea of the date, and name the host.
    private bool IsTrusted(MqttClientCertificateValidationEventArgs e, X509Certificate2? authority)
    {
        if (authority == null || (e.SslPolicyErrors & (SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable)) != 0)
        {
            return false;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = cycle.Board.TimeOfDay.UtcNow;
        using X509Certificate2 server = X509CertificateLoader.LoadCertificate(e.Certificate.GetRawCertData());
        return chain.Build(server);
    }
}
