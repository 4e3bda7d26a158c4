namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>The connection broke, or an answer did not come in time.</summary>
public class MqttCommunicationException : Exception
{
    public MqttCommunicationException()
    {
    }

    public MqttCommunicationException(Exception? e)
        : base("", e)
    {
    }
}
