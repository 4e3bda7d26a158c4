namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>Something took too long.</summary>
public class MqttTimeoutException : Exception
{
}
