namespace NanoMonitor.Fleet.Provisioning;

/// <summary>Fields of a configuration that nobody but the node may see.</summary>
public static class SecretFields
{
    public const string WifiPassword = "wifiPassword";
    public const string BrokerPassword = "brokerPassword";

    /// <summary>Derived from the fleet key, never given.</summary>
    public const string NodeKey = "nodeKey";

    /// <summary>Whether the field holds a secret.</summary>
    public static bool Contains(string name) => name is WifiPassword or BrokerPassword or NodeKey;

    /// <summary>The environment variable that may hold a password.</summary>
    /// <param name="name"><see cref="WifiPassword"/> or <see cref="BrokerPassword"/>.</param>
    public static string Variable(string name) => name == WifiPassword ? "NANOMONITOR_WIFI_PASSWORD" : "NANOMONITOR_BROKER_PASSWORD";
}
