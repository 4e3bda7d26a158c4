using System.Device.Wifi;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Time;
using CancellationToken = NanoMonitor.VirtualBoard.Redirected.CancellationToken;
using Thread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace nanoFramework.Networking;

/// <summary>
/// Joins a Wi-Fi network and waits for an address. Without a token it waits as long as it takes;
/// the credentials are stored, and the node joins by itself at its next start.
/// </summary>
public static class WifiNetworkHelper
{
    private const int PollMilliseconds = 200;

    public static Exception? HelperException => Cycle.WifiState.Exception;

    public static NetworkHelperStatus Status => Cycle.WifiState.Status;

    public static WifiAdapter? WifiAdapter => Cycle.WifiState.Adapter;

    private static PowerCycle Cycle => BoardThread.Require().Cycle;

    public static bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default)
    {
        PowerCycle cycle = Cycle;
        if (!cycle.Wifi.Up || cycle.Wifi.Ssid != ssid)
        {
            cycle.Wifi.Leave();
            cycle.Wifi.Join(ssid, password, reconnectionKind == WifiReconnectionKind.Automatic);
            cycle.Wifi.Store();
        }

        return Wait(wifiAdapterId, requiresDateTime, token);
    }

    public static bool ScanAndConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) => ConnectDhcp(ssid, password, reconnectionKind, requiresDateTime, WifiAdapter, token);

    /// <summary>Waits for the network that was stored earlier.</summary>
    public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default) =>
        Wait(wifiAdapterId, requiresDateTime, token);

    public static void Disconnect()
    {
        PowerCycle cycle = Cycle;
        cycle.Wifi.Leave();
        cycle.WifiState.Adapter = null;
    }

    public static void Reset()
    {
        PowerCycle cycle = Cycle;
        cycle.WifiState.Status = NetworkHelperStatus.None;
        cycle.WifiState.Exception = null;
    }

    private static bool Wait(int wifiAdapterId, bool requiresDateTime, CancellationToken token)
    {
        PowerCycle cycle = Cycle;
        cycle.WifiState.Adapter = System.Device.Wifi.WifiAdapter.FindAllAdapters()[wifiAdapterId];
        cycle.WifiState.Status = NetworkHelperStatus.Started;
        while (!cycle.Wifi.Up && !token.IsCancellationRequested)
        {
            Thread.Sleep(PollMilliseconds);
        }

        if (token.IsCancellationRequested)
        {
            cycle.WifiState.Status = NetworkHelperStatus.TokenExpiredWaitingIPAddress;
            return false;
        }

        while (requiresDateTime && !cycle.Board.TimeOfDay.IsKnown && !token.IsCancellationRequested)
        {
            Thread.Sleep(PollMilliseconds);
            cycle.Wifi.AskTimeServer();
        }

        if (token.IsCancellationRequested)
        {
            cycle.WifiState.Status = NetworkHelperStatus.TokenExpiredWaitingDateTime;
            return false;
        }

        cycle.WifiState.Status = NetworkHelperStatus.NetworkIsReady;
        return true;
    }
}
