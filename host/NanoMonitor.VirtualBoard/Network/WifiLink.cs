namespace NanoMonitor.VirtualBoard.Network;

/// <summary>The node's side of its Wi-Fi connection during one power cycle.</summary>
internal sealed class WifiLink
{
    private readonly PowerCycle cycle;
    private string? ssid;
    private string? password;
    private bool automatic;
    private long joinedAt;

    internal WifiLink(PowerCycle cycle)
    {
        this.cycle = cycle;
        BoardNetwork network = cycle.Board.Network;
        if (network.StoredSsid != null)
        {
            Join(network.StoredSsid, network.StoredPassword, true);
        }
    }

    /// <summary>Whether there is a link and an address.</summary>
    internal bool Up => cycle.Board.Network.Accepts(ssid, password) && cycle.Board.Scheduler.Now >= joinedAt;

    internal string? Ssid => ssid;

    internal void Join(string newSsid, string? newPassword, bool reconnects)
    {
        ssid = newSsid;
        password = newPassword;
        automatic = reconnects;
        joinedAt = cycle.Board.Scheduler.Now + cycle.Board.Network.JoinMicroseconds;
    }

    internal void Store()
    {
        cycle.Board.Network.StoredSsid = ssid;
        cycle.Board.Network.StoredPassword = password;
    }

    internal void Leave()
    {
        ssid = null;
        cycle.AbortConnections();
    }

    /// <summary>A link that does not reconnect by itself is lost for good when the access point goes away.</summary>
    internal void AccessPointChanged(bool there)
    {
        if (there)
        {
            joinedAt = cycle.Board.Scheduler.Now + cycle.Board.Network.JoinMicroseconds;
        }
        else if (!automatic)
        {
            ssid = null;
        }
    }

    internal void AskTimeServer()
    {
        if (Up && cycle.Board.Network.TimeServer)
        {
            cycle.Board.TimeOfDay.Synchronize();
        }
    }
}
