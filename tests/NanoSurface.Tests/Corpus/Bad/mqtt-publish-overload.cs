// expects CS1503 at line 11
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(MqttClient client, byte[] payload)
        {
            client.Publish("topic", payload, MqttQoSLevel.AtLeastOnce, true);
        }
    }
}
