namespace System.Device.Wifi;

/// <summary>What a scan found.</summary>
public class WifiNetworkReport
{
    internal WifiNetworkReport()
    {
    }

    public WifiAvailableNetwork[] AvailableNetworks { get; internal init; } = [];
}
