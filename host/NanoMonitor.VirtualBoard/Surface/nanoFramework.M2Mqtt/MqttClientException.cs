namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>A call of the client was wrong.</summary>
public class MqttClientException : Exception
{
    public MqttClientException(MqttClientErrorCode errorCode)
        : base(errorCode.ToString()) => ErrorCode = errorCode;

    public MqttClientErrorCode ErrorCode { get; set; }
}
