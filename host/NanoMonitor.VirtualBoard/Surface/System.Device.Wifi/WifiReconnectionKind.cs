namespace System.Device.Wifi;

/// <summary>Whether a lost network is joined again by itself.</summary>
public enum WifiReconnectionKind
{
    Automatic = 0,
    Manual = 1,
}
