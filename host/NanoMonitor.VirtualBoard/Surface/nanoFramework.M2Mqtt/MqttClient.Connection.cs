using System.Collections;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Packets;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Network;
using NanoMonitor.VirtualBoard.Redirected;
using NanoMonitor.VirtualBoard.Time;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using MqttCommunicationTimedOutException = MQTTnet.Exceptions.MqttCommunicationTimedOutException;

namespace nanoFramework.M2Mqtt;

/// <content>What goes on behind the calls: the connection, its dispatch thread and what is under way.</content>
public partial class MqttClient
{
    private bool Silent => Board.Network.BrokerSilent;

    private bool CanSend
    {
        get
        {
            BoardThread.Require();
            lastSent = Board.Scheduler.Now;
            return running && !closing && IsConnected;
        }
    }

    private void Init(string brokerHostName, int brokerPort, bool isSecure, X509Certificate? caCert, X509Certificate? clientCert)
    {
        hostName = brokerHostName;
        secure = isSecure;
        authority = caCert;
        ownCertificate = clientCert;
        broker = Board.Network.Resolve(cycle, brokerHostName, brokerPort);
    }

    private MqttReasonCode AwaitConnack(BoardThread self, MqttLink connecting, MqttClientOptionsBuilder options)
    {
        if (!cycle.Wifi.Up)
        {
            running = false;
            connecting.Abort();
            throw new MqttConnectionException("Exception connecting to the broker", new SocketException((int)SocketError.NetworkUnreachable));
        }

        Completion done = new(self.Scheduler);
        if (Silent)
        {
            self.Scheduler.Wait(self, done, MqttSettings.ConnectTimeout * 1000L);
            running = false;
            connecting.Abort();
            throw new MqttCommunicationException();
        }

        Exchange exchange = new(Board);
        Task<MqttClientConnectResultCode> connack = connecting.Connect(options, broker);
        _ = Finish(connack, done, exchange);
        bool answered = self.Scheduler.Wait(self, done, MqttSettings.ConnectTimeout * 1000L);
        Exception? error = done.Error;
        if (answered && error == null)
        {
            return ReasonCode(connack.Result);
        }

        running = false;
        connecting.Abort();
        throw answered && error is not (MqttCommunicationTimedOutException or OperationCanceledException)
            ? new MqttConnectionException("Exception connecting to the broker", error)
            : new MqttCommunicationException(error);
    }

    // MQTT 3.1.1 brokers answer with its own return codes, which MQTTnet translates to those of MQTT 5.
    private MqttReasonCode ReasonCode(MqttClientConnectResultCode code) => ProtocolVersion == MqttProtocolVersion.Version_5
        ? (MqttReasonCode)(int)code
        : code switch
        {
            MqttClientConnectResultCode.Success => MqttReasonCode.Success,
            MqttClientConnectResultCode.UnsupportedProtocolVersion => MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion,
            MqttClientConnectResultCode.ClientIdentifierNotValid => MqttReasonCode.ConnectionRefusedIdentifierRejected,
            MqttClientConnectResultCode.BadUserNameOrPassword => MqttReasonCode.ConnectionRefusedBadUserNameOrPassword,
            MqttClientConnectResultCode.NotAuthorized => MqttReasonCode.ConnectionRefusedNotAuthorized,
            _ => MqttReasonCode.ConnectionRefusedServerUnavailable,
        };

    private void AddMqtt5(MqttApplicationMessageBuilder builder, string? contentType, ArrayList? userProperties)
    {
        if (string.IsNullOrEmpty(contentType) && userProperties is not { Count: > 0 })
        {
            return;
        }

        if (ProtocolVersion != MqttProtocolVersion.Version_5)
        {
            throw new NotSupportedException("Content type and user properties need MQTT 5.");
        }

        builder.WithContentType(contentType);
        foreach (object property in userProperties ?? [])
        {
            UserProperty typed = property as UserProperty ?? throw new ArgumentException("User properties are of type UserProperty.");
            builder.WithUserProperty(typed.Name, System.Text.Encoding.UTF8.GetBytes(typed.Value));
        }
    }

    private async Task SubscribeAndDrain(MqttLink current, MqttTopicFilter[] filters, ushort id)
    {
        IReadOnlyList<MqttClientSubscribeResultCode> codes = await current.Subscribe(filters).ConfigureAwait(false);
        MqttQoSLevel[] granted = [.. codes.Select(code => (int)code <= 2 ? (MqttQoSLevel)(int)code : MqttQoSLevel.GrantedFailure)];
        Post(current, () => MqttMsgSubscribed?.Invoke(this, new MqttMsgSubscribedEventArgs(id, granted)));
        await current.Drain().ConfigureAwait(false);
    }

    private void KeepAlive(MqttLink current, long period)
    {
        while (true)
        {
            BoardThread self = BoardThread.Require();
            self.Scheduler.Wait(self, null, Math.Max(1, lastSent + period - self.Scheduler.Now));
            if (!running || closing || link != current)
            {
                return;
            }

            if (self.Scheduler.Now - lastSent < period)
            {
                continue;
            }

            lastSent = self.Scheduler.Now;
            Completion done = new(self.Scheduler);
            if (!Silent)
            {
                _ = Finish(current.Ping(), done, new Exchange(Board));
            }

            if (!self.Scheduler.Wait(self, done, period) || done.Error != null)
            {
                OnClosing(current);
                return;
            }
        }
    }

    /// <summary>The node sends three times, a second apart, before it reports a message as not published.</summary>
    private void GiveUpLater(MqttLink current, ushort id, bool reported)
    {
        lock (Board.Scheduler.Gate)
        {
            if (!cycle.Dead)
            {
                Board.Scheduler.Add(cycle.NewThread("mqtt-retry", () =>
                {
                    BoardThread self = BoardThread.Require();
                    self.Scheduler.Wait(self, null, MqttSettings.MaximumAttemptsRetry * MqttSettings.DefaultDelayRetry * 1000L);
                    Interlocked.Decrement(ref inflight);
                    if (reported)
                    {
                        Post(current, () => MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, false)));
                    }
                }));
            }
        }
    }

    private void OnReceived(MqttLink current, MqttApplicationMessage message)
    {
        if (Silent)
        {
            return;
        }

        MqttMsgPublishEventArgs e = new(
            message.Topic,
            MqttLink.Payload(message),
            message.Dup,
            (MqttQoSLevel)(int)message.QualityOfServiceLevel,
            message.Retain);
        Post(current, () => MqttMsgPublishReceived?.Invoke(this, e));
    }

    private void Post(MqttLink current, Action raise)
    {
        lock (Board.Scheduler.Gate)
        {
            if (link == current && running)
            {
                pump!.Post(() => Dispatch(current, raise));
            }
        }
    }

    private void Dispatch(MqttLink current, Action raise)
    {
        if (!running)
        {
            return;
        }

        try
        {
            raise();
        }
        catch (Exception e) when (!cycle.Dead)
        {
            Board.Output.WriteLine($"Exception in an MQTT callback closes the connection: {e}");
            OnClosing(current);
        }
    }

    private void CloseBecause(Exception e)
    {
        Board.Output.WriteLine($"MQTT connection closes: {e.GetType().Name} {e.Message}");
        OnClosing(link!);
    }

    private void OnClosing(MqttLink current)
    {
        lock (Board.Scheduler.Gate)
        {
            if (link != current || closing || !running || cycle.Dead)
            {
                return;
            }

            bool wasConnected = IsConnected;
            closing = true;
            IsConnected = false;
            if (wasConnected)
            {
                pump!.Post(() => EndConnection(current));
            }
        }
    }

    private void EndConnection(MqttLink current)
    {
        BoardThread self = BoardThread.Require();
        running = false;
        pump!.Close();
        self.Scheduler.Wait(self, null, CloseMicroseconds);
        current.Abort();
        try
        {
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception e) when (!cycle.Dead)
        {
            Board.Output.WriteLine($"Exception in ConnectionClosed: {e}");
        }
    }

    private ushort NextMessageId()
    {
        BoardThread.Require();
        messageId = messageId == ushort.MaxValue ? (ushort)1 : (ushort)(messageId + 1);
        return messageId;
    }

    private static async Task Finish(Task task, Completion done, Exchange exchange)
    {
        Exception? error = null;
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
        }

        done.Set(error);
        exchange.End();
    }

    // A message whose exchange was counted as lost is reported as not published, whatever comes later.
    private static async Task Finish(Task task, Exchange exchange, Action? succeeded)
    {
        try
        {
            await task.ConfigureAwait(false);
            if (!exchange.Ended)
            {
                succeeded?.Invoke();
            }
        }
        catch (Exception)
        {
            // The connection has ended, which the link reports.
        }

        exchange.End();
    }
}
