using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.M2Mqtt;

/// <summary>Settings that all clients of a board share, as on the node.</summary>
public class MqttSettings
{
    public const int BrokerDefaultPort = 1883;

    public const int BrokerDefaultSslPort = 8883;

    public const int ConnectTimeout = 30_000;

    public const int DefaultDelayRetry = 1_000;

    public const int DefaultInflightQueueSize = int.MaxValue;

    public const int DefaultTimeout = 30_000;

    public const int MaximumAttemptsRetry = 3;

    internal MqttSettings()
    {
    }

    public static MqttSettings Instance => BoardThread.Require().Cycle.MqttSettings;

    public int AttemptsOnRetry => MaximumAttemptsRetry;

    public int DelayOnRetry => DefaultDelayRetry;

    public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

    public int TimeoutOnConnection => ConnectTimeout;

    public int TimeoutOnReceiving => DefaultTimeout;

    public bool ValidateServerCertificate { get; set; } = true;
}
