namespace System.Device.Wifi;

/// <summary>Called when a scan has finished.</summary>
public delegate void AvailableNetworksChangedEventHandler(WifiAdapter sender, object e);
