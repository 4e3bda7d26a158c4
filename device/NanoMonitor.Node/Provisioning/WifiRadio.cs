using System;
using System.Device.Wifi;
using System.Threading;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>Tries networks and looks for them.</summary>
    public static class WifiRadio
    {
        /// <summary>Strings of a network: name, dBm, whether it asks for a password.</summary>
        public const int StringsOfNetwork = 3;

        private const int ScanMs = 15000;
        private const int MaximumNetworks = 20;

        /// <summary>Joins a network now.</summary>
        /// <param name="remember">Whether the board is to join it by itself at every start.</param>
        /// <returns>Whether it has let the node in.</returns>
        public static bool Join(string ssid, string password, bool remember)
        {
            WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
            try
            {
                adapter.Disconnect();
                WifiReconnectionKind kind = remember ? WifiReconnectionKind.Automatic : WifiReconnectionKind.Manual;
                WifiConnectionResult result = adapter.Connect(ssid, kind, password);
                return result.ConnectionStatus == WifiConnectionStatus.Success;
            }
            catch (InvalidOperationException e)
            {
                Console.WriteLine("improv: wifi: " + e.Message);
                return false;
            }
        }

        /// <summary>The networks in reach, <see cref="StringsOfNetwork"/> strings each; none where the radio is busy.</summary>
        public static string[] Scan()
        {
            AutoResetEvent found = new AutoResetEvent(false);
            AvailableNetworksChangedEventHandler handler = (WifiAdapter sender, object e) => found.Set();
            WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
            adapter.AvailableNetworksChanged += handler;
            try
            {
                adapter.ScanAsync();
                return found.WaitOne(ScanMs, false) ? Describe(adapter.NetworkReport.AvailableNetworks) : new string[0];
            }
            catch (InvalidOperationException e)
            {
                Console.WriteLine("improv: scan: " + e.Message);
                return new string[0];
            }
            finally
            {
                adapter.AvailableNetworksChanged -= handler;
            }
        }

        private static string[] Describe(WifiAvailableNetwork[] networks)
        {
            int count = networks.Length > MaximumNetworks ? MaximumNetworks : networks.Length;
            string[] strings = new string[StringsOfNetwork * count];
            for (int i = 0; i < count; i++)
            {
                strings[StringsOfNetwork * i] = networks[i].Ssid;
                strings[StringsOfNetwork * i + 1] = ((int)networks[i].NetworkRssiInDecibelMilliwatts).ToString();

                // The radio's report does not say; Improv's clients then ask for one.
                strings[StringsOfNetwork * i + 2] = "YES";
            }

            return strings;
        }
    }
}
