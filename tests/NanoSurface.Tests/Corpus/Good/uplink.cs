// accepted
using System;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace NanoMonitor.Corpus
{
    public sealed class Uplink
    {
        private MqttClient _client;

        public bool Connect(string host, string id, byte[] will)
        {
            _client = new MqttClient(host);
            _client.ConnectionClosed += OnClosed;
            MqttReasonCode code = _client.Connect(id, null, null, true, MqttQoSLevel.AtLeastOnce, true, "state", "lost", true, 60);
            return code == MqttReasonCode.Success && will.Length > 0;
        }

        private void OnClosed(object sender, EventArgs e)
        {
            _client = null;
        }
    }
}
