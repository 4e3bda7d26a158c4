using System.Collections;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Network;
using NanoMonitor.VirtualBoard.Redirected;
using NanoMonitor.VirtualBoard.Time;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using NetProtocolVersion = MQTTnet.Formatter.MqttProtocolVersion;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// nanoFramework's MQTT client over a real TCP connection. As on the node: the constructor resolves the broker's name and throws offline;
/// Publish, Subscribe and Unsubscribe only queue; all events are raised on the client's own dispatch thread, where an exception closes the connection;
/// ConnectionClosed comes after every end of the connection but <see cref="Close"/>; and Close does not say goodbye, so that the last will is published.
/// </summary>
public partial class MqttClient : IMqttClient, IDisposable
{
    private const ushort DefaultKeepAliveSeconds = 60;

    /// <summary>How long the node's Close sleeps to let its threads end.</summary>
    private const long CloseMicroseconds = 200_000;

    private readonly PowerCycle cycle = BoardThread.Require().Cycle;
    private string hostName = "";
    private IPEndPoint broker = new(IPAddress.None, 0);
    private bool secure;
    private X509Certificate? authority;
    private X509Certificate? ownCertificate;
    private MqttLink? link;
    private EventPump? pump;
    private ushort messageId;
    private bool running;
    private bool closing;
    private long lastSent;
    private int inflight;

    public MqttClient(string brokerHostName)
        : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
    {
    }

    /// <exception cref="SocketException">The name cannot be resolved.</exception>
    public MqttClient(string brokerHostName, int brokerPort, bool secure, X509Certificate? caCert, X509Certificate? clientCert, MqttSslProtocols sslProtocol) =>
        Init(brokerHostName, brokerPort, secure, caCert, clientCert);

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

    public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    public bool IsConnected { get; private set; }

    public string? ClientId { get; private set; }

    public bool CleanSession { get; private set; }

    public bool WillFlag { get; private set; }

    public MqttQoSLevel WillQosLevel { get; private set; }

    public string? WillTopic { get; private set; }

    public string? WillMessage { get; private set; }

    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

    /// <summary>Seconds the broker keeps the session; MQTT 5 only.</summary>
    public uint SessionExpiryInterval { get; set; }

    public MqttSettings Settings => cycle.MqttSettings;

    private Board Board => cycle.Board;

    public void Init(string brokerHostName, int brokerPort, bool secure, byte[]? caCert, byte[]? clientCert, MqttSslProtocols sslProtocol) =>
        Init(brokerHostName, brokerPort, secure, caCert == null ? null : new X509Certificate(caCert), clientCert == null ? null : new X509Certificate(clientCert));

    public MqttReasonCode Connect(string clientId) => Connect(clientId, true);

    public MqttReasonCode Connect(string clientId, bool cleanSession) => Connect(clientId, null, null, cleanSession, DefaultKeepAliveSeconds);

    public MqttReasonCode Connect(string clientId, string? username, string? password) =>
        Connect(clientId, username, password, true, DefaultKeepAliveSeconds);

    public MqttReasonCode Connect(string clientId, string? username, string? password, bool cleanSession, ushort keepAlivePeriod) =>
        Connect(clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);

    /// <summary>Connects, for at most 30 s of virtual time.</summary>
    /// <exception cref="MqttConnectionException">No TCP (or TLS) connection.</exception>
    /// <exception cref="MqttCommunicationException">The broker does not answer.</exception>
    public MqttReasonCode Connect(
        string clientId,
        string? username,
        string? password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string? willTopic,
        string? willMessage,
        bool cleanSession,
        ushort keepAlivePeriod)
    {
        BoardThread self = BoardThread.Require();
        if (willFlag
            ? (int)willQosLevel > 2 || string.IsNullOrEmpty(willTopic) || string.IsNullOrEmpty(willMessage)
            : willRetain || willQosLevel != MqttQoSLevel.AtMostOnce || !string.IsNullOrEmpty(willTopic) || !string.IsNullOrEmpty(willMessage))
        {
            throw new MqttClientException(MqttClientErrorCode.WillWrong);
        }

        link?.Abort();
        MqttLink connecting = new(cycle);
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithClientId(clientId)
            .WithCleanSession(cleanSession)
            .WithProtocolVersion((NetProtocolVersion)(int)ProtocolVersion)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(keepAlivePeriod))
            .WithTlsOptions(secure
                ? connecting.Tls(hostName, authority?.Certificate, ownCertificate?.Certificate, Settings.ValidateServerCertificate)
                : new MqttClientTlsOptions());
        if (!string.IsNullOrEmpty(username))
        {
            options.WithCredentials(username, password);
        }

        if (ProtocolVersion == MqttProtocolVersion.Version_5)
        {
            options.WithSessionExpiryInterval(SessionExpiryInterval);
        }

        if (willFlag)
        {
            options.WithWillTopic(willTopic)
                .WithWillPayload(willMessage)
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)(int)willQosLevel)
                .WithWillRetain(willRetain);
        }

        link = connecting;
        pump = new EventPump(cycle, "mqtt");
        closing = false;
        running = true;
        inflight = 0;
        connecting.Received += message => OnReceived(connecting, message);
        connecting.Lost += () => OnClosing(connecting);

        MqttReasonCode code = AwaitConnack(self, connecting, options);
        if (code != MqttReasonCode.Success)
        {
            running = false;
            connecting.Abort();
            return code;
        }

        ClientId = clientId;
        CleanSession = cleanSession;
        WillFlag = willFlag;
        WillQosLevel = willQosLevel;
        WillTopic = willTopic;
        WillMessage = willMessage;
        lastSent = self.Scheduler.Now;
        lock (self.Scheduler.Gate)
        {
            IsConnected = !closing;
            if (closing)
            {
                pump.Post(() => EndConnection(connecting));
            }
        }

        if (keepAlivePeriod > 0)
        {
            self.Scheduler.Add(cycle.NewThread("mqtt-keep-alive", () => KeepAlive(connecting, keepAlivePeriod * 1_000_000L)));
        }

        return code;
    }

    /// <summary>Says goodbye and closes; ConnectionClosed follows.</summary>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public void Disconnect()
    {
        BoardThread self = BoardThread.Require();
        if (link == null || closing || !running)
        {
            throw new MqttCommunicationException();
        }

        MqttLink ending = link;
        Completion done = new(self.Scheduler);
        if (!Silent)
        {
            _ = Finish(ending.Disconnect(), done, new Exchange(Board));
        }

        self.Scheduler.Wait(self, done, MqttSettings.DefaultTimeout * 1000L);
        OnClosing(ending);
    }

    /// <summary>Drops the connection without a goodbye, and without ConnectionClosed.</summary>
    public void Close()
    {
        BoardThread self = BoardThread.Require();
        running = false;
        pump?.Close();
        self.Scheduler.Wait(self, null, CloseMicroseconds);
        link?.Abort();
        IsConnected = false;
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    public ushort Publish(string topic, byte[] message) => Publish(topic, message, null);

    public ushort Publish(string topic, byte[] message, string? contentType) => Publish(topic, message, contentType, null);

    public ushort Publish(string topic, byte[] message, string? contentType, ArrayList? userProperties) =>
        Publish(topic, message, contentType, userProperties, MqttQoSLevel.AtMostOnce, false);

    /// <summary>
    /// Queues a message. For QoS 1 and 2, <see cref="MqttMsgPublished"/> tells later whether it was acknowledged;
    /// what is queued without a connection is lost without a word.
    /// </summary>
    /// <exception cref="MqttClientException">More messages are under way than <see cref="MqttSettings.InflightQueueSize"/>.</exception>
    public ushort Publish(string topic, byte[] message, string? contentType, ArrayList? userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        ushort id = NextMessageId();
        MqttApplicationMessageBuilder builder = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(message)
            .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)(int)qosLevel)
            .WithRetainFlag(retain);
        AddMqtt5(builder, contentType, userProperties);
        if (!CanSend)
        {
            return id;
        }

        if (string.IsNullOrEmpty(topic) || topic.AsSpan().IndexOfAny('#', '+') >= 0)
        {
            CloseBecause(new MqttClientException(string.IsNullOrEmpty(topic) ? MqttClientErrorCode.TopicLength : MqttClientErrorCode.TopicWildcard));
            return id;
        }

        if (Interlocked.Increment(ref inflight) > Settings.InflightQueueSize)
        {
            Interlocked.Decrement(ref inflight);
            throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
        }

        MqttLink current = link!;
        if (Silent)
        {
            GiveUpLater(current, id, qosLevel != MqttQoSLevel.AtMostOnce);
            return id;
        }

        _ = Finish(
            current.Publish(builder.Build()),
            new Exchange(Board, () => GiveUpLater(current, id, qosLevel != MqttQoSLevel.AtMostOnce)),
            () =>
            {
                Interlocked.Decrement(ref inflight);
                if (qosLevel != MqttQoSLevel.AtMostOnce)
                {
                    Post(current, () => MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, true)));
                }
            });
        return id;
    }

    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        ushort id = NextMessageId();
        if (!CanSend)
        {
            return id;
        }

        MqttClientErrorCode? wrong =
            topics == null || topics.Length == 0 ? MqttClientErrorCode.TopicsEmpty
            : qosLevels == null || qosLevels.Length == 0 ? MqttClientErrorCode.QosLevelsEmpty
            : topics.Length != qosLevels.Length ? MqttClientErrorCode.TopicsQosLevelsNotMatch
            : topics.Any(string.IsNullOrEmpty) ? MqttClientErrorCode.TopicLength
            : null;
        if (wrong != null)
        {
            CloseBecause(new MqttClientException(wrong.Value));
            return id;
        }

        if (Silent)
        {
            return id;
        }

        MqttLink current = link!;
        IEnumerable<MqttTopicFilter> filters = topics!.Zip(qosLevels!, (topic, level) =>
            new MqttTopicFilterBuilder().WithTopic(topic).WithQualityOfServiceLevel((MqttQualityOfServiceLevel)(int)level).Build());
        _ = Finish(SubscribeAndDrain(current, [.. filters], id), new Exchange(Board), null);
        return id;
    }

    public ushort Unsubscribe(string[] topics)
    {
        ushort id = NextMessageId();
        if (!CanSend)
        {
            return id;
        }

        if (topics == null || topics.Length == 0)
        {
            CloseBecause(new MqttClientException(MqttClientErrorCode.TopicsEmpty));
            return id;
        }

        if (Silent)
        {
            return id;
        }

        MqttLink current = link!;
        _ = Finish(
            current.Unsubscribe(topics),
            new Exchange(Board),
            () => Post(current, () => MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs(id))));
        return id;
    }
}
