using System.Device.Wifi;
using System.Threading;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.VirtualBoard.Tests.Network;

public class WifiTests
{
    [Fact]
    public void Joining_takes_its_time_and_sets_the_clock_on_demand()
    {
        using Board board = new(new BoardOptions { StartUtc = new(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc) });
        board.Run(() =>
        {
            Assert.True(WifiNetworkHelper.ConnectDhcp("plant", "secret"));
            Assert.Equal(2000, Environment.TickCount64);
            Assert.Equal(NetworkHelperStatus.NetworkIsReady, WifiNetworkHelper.Status);
            Assert.Equal(1970, DateTime.UtcNow.Year);
            Assert.True(WifiNetworkHelper.Reconnect(requiresDateTime: true));
            Assert.Equal(new DateTime(2026, 7, 1), DateTime.UtcNow.Date);
        });
    }

    [Fact]
    public void A_token_ends_the_wait_for_an_absent_network()
    {
        using Board board = new();
        board.Network.Online = false;
        board.Run(() =>
        {
            Assert.False(WifiNetworkHelper.ConnectDhcp("plant", "secret", token: new CancellationTokenSource(10_000).Token));
            Assert.Equal(NetworkHelperStatus.TokenExpiredWaitingIPAddress, WifiNetworkHelper.Status);
            Assert.InRange(Environment.TickCount64, 10_000, 10_200);
        });
    }

    [Fact]
    public void Without_a_time_server_the_clock_stays_unknown()
    {
        using Board board = new();
        board.Network.TimeServer = false;
        board.Run(() =>
        {
            Assert.False(WifiNetworkHelper.ConnectDhcp("plant", "secret", requiresDateTime: true, token: new CancellationTokenSource(10_000).Token));
            Assert.Equal(NetworkHelperStatus.TokenExpiredWaitingDateTime, WifiNetworkHelper.Status);
            Sntp.UpdateNow();
            Assert.Equal(1970, DateTime.UtcNow.Year);
        });
    }

    [Fact]
    public void A_wrong_password_is_told_from_an_absent_network()
    {
        using Board board = new();
        board.Network.Ssid = "plant";
        board.Network.Password = "right";
        board.Run(() =>
        {
            WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
            Assert.Equal(WifiConnectionStatus.InvalidCredential, adapter.Connect("plant", WifiReconnectionKind.Automatic, "wrong").ConnectionStatus);
            Assert.Equal(WifiConnectionStatus.NetworkNotAvailable, adapter.Connect("other", WifiReconnectionKind.Automatic, "right").ConnectionStatus);
            Assert.Equal(WifiConnectionStatus.Success, adapter.Connect("plant", WifiReconnectionKind.Automatic, "right").ConnectionStatus);
        });
    }

    [Fact]
    public void Stored_credentials_join_by_themselves_after_a_reboot()
    {
        using Board board = new();
        List<string> seen = [];
        board.Boot(() =>
        {
            if (Board.Current.BootCount == 1)
            {
                WifiNetworkHelper.ConnectDhcp("plant", "secret");
                Power.RebootDevice();
            }

            seen.Add($"{WifiNetworkHelper.Reconnect()} {Environment.TickCount64}");
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(20_000_000);
        board.ThrowIfFaulted();
        Assert.Equal(["True 2000"], seen);
    }

    [Fact]
    public void A_scan_reports_the_network()
    {
        using Board board = new();
        board.Network.Ssid = "plant";
        board.Network.SignalStrengthDbm = -61;
        List<string> seen = [];
        board.Run(() =>
        {
            WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
            adapter.AvailableNetworksChanged += (sender, e) =>
                seen.Add($"{sender.NetworkReport.AvailableNetworks[0].Ssid} {sender.NetworkReport.AvailableNetworks[0].NetworkRssiInDecibelMilliwatts}");
            adapter.ScanAsync();
            Thread.Sleep(3000);
        });
        Assert.Equal(["plant -61"], seen);
    }
}
