using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Networking;

/// <summary>Sets the clock from the network.</summary>
public class Sntp
{
    public static bool IsStarted => BoardThread.Require().Cycle.WifiState.TimeServerRunning;

    public static string Server1
    {
        get => BoardThread.Require().Cycle.WifiState.Server1;
        set => BoardThread.Require().Cycle.WifiState.Server1 = value;
    }

    public static string Server2
    {
        get => BoardThread.Require().Cycle.WifiState.Server2;
        set => BoardThread.Require().Cycle.WifiState.Server2 = value;
    }

    public static void Start()
    {
        BoardThread.Require().Cycle.WifiState.TimeServerRunning = true;
        UpdateNow();
    }

    public static void Stop() => BoardThread.Require().Cycle.WifiState.TimeServerRunning = false;

    /// <summary>Sets the clock where the network and its time server can be reached; otherwise nothing happens.</summary>
    public static void UpdateNow() => BoardThread.Require().Cycle.Wifi.AskTimeServer();
}
