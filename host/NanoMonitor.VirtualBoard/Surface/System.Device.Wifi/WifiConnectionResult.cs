namespace System.Device.Wifi;

/// <summary>Outcome of joining a network.</summary>
public class WifiConnectionResult
{
    internal WifiConnectionResult()
    {
    }

    public WifiConnectionStatus ConnectionStatus { get; internal init; }
}
