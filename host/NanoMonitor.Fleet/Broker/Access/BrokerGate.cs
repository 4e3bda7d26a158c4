using System.Collections.Concurrent;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>
/// Has an MQTTnet server let in known users only, each to what <see cref="TopicRules"/> allow. Also keeps a user from taking over
/// another's session, and with it its subscriptions, by its client id.
/// </summary>
internal sealed class BrokerGate
{
    private readonly MqttServer server;
    private readonly BrokerSecurity security;
    private readonly ConcurrentDictionary<string, string> userOfSession = new(StringComparer.Ordinal);

    /// <summary>Stands at the server's door until the server ends.</summary>
    public BrokerGate(MqttServer server, BrokerSecurity security)
    {
        this.server = server;
        this.security = security;
        server.ValidatingConnectionAsync += OnConnect;
        server.ClientConnectedAsync += OnConnected;
        server.InterceptingPublishAsync += OnPublish;
        server.InterceptingSubscriptionAsync += OnSubscribe;
        server.SessionDeletedAsync += OnSessionDeleted;
    }

    /// <summary>Reads the users again, and parts with those who are let in no longer.</summary>
    public async Task ReloadAsync()
    {
        security.Reload();
        foreach (MqttClientStatus client in await server.GetClientsAsync())
        {
            if (userOfSession.TryGetValue(client.Id, out string? user) && !security.Knows(user))
            {
                await client.DisconnectAsync();
            }
        }
    }

    private Task OnConnect(ValidatingConnectionEventArgs e)
    {
        bool isKnown = !string.IsNullOrEmpty(e.UserName) && security.Accepts(new BrokerAccount(e.UserName, e.Password ?? ""));
        if (!isKnown)
        {
            e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        }
        else if (e.ClientId.Length == 0 || userOfSession.GetOrAdd(e.ClientId, e.UserName!) != e.UserName)
        {
            e.ReasonCode = MqttConnectReasonCode.ClientIdentifierNotValid;
        }

        return Task.CompletedTask;
    }

    // A clean start ends the session of before, and with it what OnConnect remembered.
    private Task OnConnected(ClientConnectedEventArgs e)
    {
        userOfSession[e.ClientId] = e.UserName;
        return Task.CompletedTask;
    }

    private static Task OnPublish(InterceptingPublishEventArgs e)
    {
        if (TopicRules.Of(e.UserName)?.MayWrite(e.ApplicationMessage.Topic) != true)
        {
            e.ProcessPublish = false;
            e.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }

    private static Task OnSubscribe(InterceptingSubscriptionEventArgs e)
    {
        if (TopicRules.Of(e.UserName)?.MayRead(e.TopicFilter.Topic) != true)
        {
            e.ProcessSubscription = false;
            e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }

    private Task OnSessionDeleted(SessionDeletedEventArgs e)
    {
        userOfSession.TryRemove(e.Id, out _);
        return Task.CompletedTask;
    }
}
