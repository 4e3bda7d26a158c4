namespace System.Device.Wifi;

/// <summary>Kinds of networks.</summary>
public enum WifiNetworkKind
{
    Adhoc = 0,
    Any = 1,
    Infrastructure = 2,
}
