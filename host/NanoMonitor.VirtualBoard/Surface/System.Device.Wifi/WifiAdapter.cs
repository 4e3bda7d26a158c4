using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Network;
using NanoMonitor.VirtualBoard.Time;
using Thread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace System.Device.Wifi;

/// <summary>The node's radio.</summary>
public sealed class WifiAdapter : IDisposable
{
    private const int ScanMilliseconds = 1500;

    private readonly PowerCycle cycle;
    private WifiNetworkReport report = new();

    private WifiAdapter(PowerCycle cycle) => this.cycle = cycle;

    public event AvailableNetworksChangedEventHandler? AvailableNetworksChanged;

    public int NetworkInterface => 0;

    public WifiNetworkReport NetworkReport => report;

    public static WifiAdapter[] FindAllAdapters() => [new WifiAdapter(BoardThread.Require().Cycle)];

    /// <summary>Joins, which takes its virtual time.</summary>
    public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        BoardThread self = BoardThread.Require();
        BoardNetwork network = cycle.Board.Network;
        cycle.Wifi.Join(ssid, passwordCredential, reconnectionKind == WifiReconnectionKind.Automatic);
        self.Scheduler.Wait(self, null, network.JoinMicroseconds);
        return new WifiConnectionResult
        {
            ConnectionStatus = cycle.Wifi.Up ? WifiConnectionStatus.Success
                : !network.Online || (network.Ssid != null && network.Ssid != ssid) ? WifiConnectionStatus.NetworkNotAvailable
                : WifiConnectionStatus.InvalidCredential,
        };
    }

    public void Disconnect() => BoardThread.Require().Cycle.Wifi.Leave();

    /// <summary>Starts a scan; AvailableNetworksChanged tells when it has finished.</summary>
    public void ScanAsync()
    {
        BoardThread self = BoardThread.Require();
        self.Scheduler.Add(cycle.NewThread("wifi-scan", () =>
        {
            Thread.Sleep(ScanMilliseconds);
            BoardNetwork network = cycle.Board.Network;
            report = new WifiNetworkReport
            {
                AvailableNetworks = network.Online
                    ? [new WifiAvailableNetwork { Ssid = network.Ssid ?? "virtual", NetworkRssiInDecibelMilliwatts = network.SignalStrengthDbm }]
                    : [],
            };
            AvailableNetworksChanged?.Invoke(this, EventArgs.Empty);
        }));
    }

    public void Dispose()
    {
    }
}
