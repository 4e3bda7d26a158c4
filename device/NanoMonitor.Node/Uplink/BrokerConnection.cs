using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// One connection to the broker, from its making to its loss: a client is never used twice. Its callbacks run on the
    /// client's own thread, note what has come, and wake whoever waits.
    /// </summary>
    public sealed class BrokerConnection
    {
        private const int KeepAliveSeconds = 60;
        private const int AckTimeoutMs = 30000;

        private readonly NodeIdentity _identity;
        private readonly Inbox _inbox;
        private readonly AutoResetEvent _wake;
        private readonly AutoResetEvent _answered = new AutoResetEvent(false);
        private readonly MqttClient _client;
        private bool _closed;
        private bool _published;
        private int _answeredId = -1;

        /// <summary>Resolves the broker's name.</summary>
        /// <param name="wake">Set when the connection is lost.</param>
        /// <exception cref="Exception">The name cannot be resolved, or TLS has no certificate to trust.</exception>
        public BrokerConnection(NodeIdentity identity, Inbox inbox, AutoResetEvent wake)
        {
            _identity = identity;
            _inbox = inbox;
            _wake = wake;
            NodeConfiguration configuration = identity.Configuration;
            bool tls = configuration.BrokerTls == 1;
            _client = new MqttClient(
                configuration.BrokerHost,
                configuration.BrokerPort,
                tls,
                tls ? ReadAuthority() : null,
                null,
                tls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
            _client.MqttMsgPublishReceived += OnReceived;
            _client.MqttMsgPublished += OnPublished;
            _client.ConnectionClosed += OnClosed;
        }

        public bool IsOpen
        {
            get { return !_closed && _client.IsConnected; }
        }

        /// <summary>
        /// Connects, with <c>lost</c> as the last will. For a node that sleeps the broker keeps the session, and with it the
        /// commands that come meanwhile.
        /// </summary>
        /// <param name="password">Of the configured user.</param>
        /// <returns>Whether the broker has accepted.</returns>
        /// <exception cref="Exception">Nobody answers.</exception>
        public bool Open(string password)
        {
            NodeConfiguration configuration = _identity.Configuration;
            bool anonymous = configuration.BrokerUser.Length == 0;
            MqttReasonCode reason = _client.Connect(
                configuration.Site + "." + configuration.Node,
                anonymous ? null : configuration.BrokerUser,
                anonymous ? null : password,
                true,
                MqttQoSLevel.AtLeastOnce,
                true,
                Topics.Of(configuration.Site, configuration.Node, Topics.State),
                NodeState.LostText,
                configuration.Mode != NodeConfiguration.DutyCycled,
                KeepAliveSeconds);
            return reason == MqttReasonCode.Success;
        }

        public void Subscribe(string topic)
        {
            _client.Subscribe(new string[] { topic }, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
        }

        public void Unsubscribe(string topic)
        {
            _client.Unsubscribe(new string[] { topic });
        }

        /// <summary>Publishes on one of the node's own topics and waits for the broker's acknowledgement.</summary>
        /// <returns>False where it did not come: the connection is no good.</returns>
        public bool Publish(string leaf, byte[] payload, bool retain)
        {
            string topic = Topics.Of(_identity.Site, _identity.Node, leaf);
            int id = _client.Publish(topic, payload, null, null, MqttQoSLevel.AtLeastOnce, retain);
            while (IsOpen && _answeredId != id)
            {
                if (!_answered.WaitOne(AckTimeoutMs, false))
                {
                    return false;
                }
            }

            return _answeredId == id && _published;
        }

        /// <summary>Says goodbye, so that nobody takes the node for lost.</summary>
        public void Leave()
        {
            _client.Disconnect();
        }

        /// <summary>Ends it; safe at any time, from any thread.</summary>
        public void Close()
        {
            _client.MqttMsgPublishReceived -= OnReceived;
            _client.MqttMsgPublished -= OnPublished;
            _client.ConnectionClosed -= OnClosed;
            try
            {
                _client.Close();
            }
            catch (Exception)
            {
                // It is gone either way.
            }
        }

        private static X509Certificate ReadAuthority()
        {
            byte[] certificate = StorageFiles.ReadOrNull(AuthorityFile.FilePath);
            if (certificate == null)
            {
                throw new InvalidOperationException("TLS needs the certificate of the broker's authority in " + AuthorityFile.FilePath);
            }

            return new X509Certificate(certificate);
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            _inbox.Add(e.Topic, e.Message);
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            _published = e.IsPublished;
            _answeredId = e.MessageId;
            _answered.Set();
        }

        private void OnClosed(object sender, EventArgs e)
        {
            _closed = true;
            _answered.Set();
            _wake.Set();
        }
    }
}
