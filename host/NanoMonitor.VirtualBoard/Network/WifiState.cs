using nanoFramework.Networking;

namespace NanoMonitor.VirtualBoard.Network;

/// <summary>What WifiNetworkHelper keeps in statics on the node.</summary>
internal sealed class WifiState
{
    internal NetworkHelperStatus Status { get; set; }

    internal Exception? Exception { get; set; }

    internal System.Device.Wifi.WifiAdapter? Adapter { get; set; }

    internal bool TimeServerRunning { get; set; }

    internal string Server1 { get; set; } = "0.pool.ntp.org";

    internal string Server2 { get; set; } = "1.pool.ntp.org";
}
