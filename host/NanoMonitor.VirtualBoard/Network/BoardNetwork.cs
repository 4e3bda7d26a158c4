using System.Net;
using System.Net.Sockets;

namespace NanoMonitor.VirtualBoard.Network;

/// <summary>The air around a board: its access point, name service and the way to the broker.</summary>
public sealed class BoardNetwork
{
    private readonly Board board;
    private readonly Dictionary<string, IPEndPoint> names = new(StringComparer.OrdinalIgnoreCase);
    private bool online = true;

    internal BoardNetwork(Board board) => this.board = board;

    /// <summary>
    /// Whether the access point and what is behind it can be reached; true at first.
    /// Switching it off breaks every open connection without a goodbye. Safe from any thread.
    /// </summary>
    public bool Online
    {
        get => Volatile.Read(ref online);
        set
        {
            Volatile.Write(ref online, value);
            PowerCycle? cycle = board.Cycle;
            cycle?.Wifi.AccessPointChanged(value);
            if (!value)
            {
                cycle?.AbortConnections();
            }

            board.Scheduler.Recheck();
        }
    }

    /// <summary>Whether name resolution fails although the network is there.</summary>
    public bool DnsFails { get; set; }

    /// <summary>
    /// Whether the broker accepts connections and says nothing more: what is sent to it is lost, what it sends does not come,
    /// and open connections stay. Costs virtual time only.
    /// </summary>
    public bool BrokerSilent { get; set; }

    /// <summary>Whether a time server answers; true at first.</summary>
    public bool TimeServer { get; set; } = true;

    /// <summary>Name of the access point; null accepts any.</summary>
    public string? Ssid { get; set; }

    /// <summary>Its password; null accepts any.</summary>
    public string? Password { get; set; }

    /// <summary>Received signal strength in dBm.</summary>
    public int SignalStrengthDbm { get; set; } = -55;

    /// <summary>Virtual time from asking for the network to an address.</summary>
    public long JoinMicroseconds { get; set; } = 2_000_000;

    /// <summary>The access point the node has stored in flash, if any; it joins by itself at boot.</summary>
    internal string? StoredSsid { get; set; }

    internal string? StoredPassword { get; set; }

    /// <summary>Lets a name that the firmware uses mean a real address; the port replaces the one the firmware asks for.</summary>
    public void MapBroker(string hostName, string realAddress, int realPort)
    {
        lock (names)
        {
            names[hostName] = new IPEndPoint(IPAddress.Parse(realAddress), realPort);
        }
    }

    internal bool Accepts(string? ssid, string? password) =>
        Online && ssid != null && (Ssid == null || Ssid == ssid) && (Password == null || Password == password);

    /// <summary>The real IPv4 address behind a name, as the node's resolver finds it.</summary>
    /// <exception cref="SocketException">Offline, the resolver fails, or there is no such name.</exception>
    internal IPEndPoint Resolve(PowerCycle cycle, string hostName, int port)
    {
        if (!cycle.Wifi.Up || DnsFails)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        lock (names)
        {
            if (names.TryGetValue(hostName, out IPEndPoint? mapped))
            {
                return mapped;
            }
        }

        IPAddress[] found = Dns.GetHostAddresses(hostName, AddressFamily.InterNetwork);
        return found.Length > 0 ? new IPEndPoint(found[0], port) : throw new SocketException((int)SocketError.HostNotFound);
    }
}
