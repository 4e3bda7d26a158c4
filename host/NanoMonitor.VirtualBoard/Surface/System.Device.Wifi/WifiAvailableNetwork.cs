namespace System.Device.Wifi;

/// <summary>A network that a scan found.</summary>
public class WifiAvailableNetwork
{
    public string Ssid { get; internal init; } = "";

    public WifiNetworkKind NetworkKind => WifiNetworkKind.Infrastructure;

    public double NetworkRssiInDecibelMilliwatts { get; internal init; }

    /// <summary>0 to 4.</summary>
    public byte SignalBars => (byte)Math.Clamp((NetworkRssiInDecibelMilliwatts + 90) / 10, 0, 4);
}
