namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>The broker could not be reached.</summary>
public class MqttConnectionException : Exception
{
    public MqttConnectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
