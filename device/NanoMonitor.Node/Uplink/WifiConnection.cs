using System.Device.Wifi;
using System.Threading;
using NanoMonitor.Core.Protocol;
using nanoFramework.Networking;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>The node's way into the network.</summary>
    public sealed class WifiConnection
    {
        private const int JoinTimeoutMs = 30000;

        private readonly NodeConfiguration _configuration;
        private bool _joined;

        public WifiConnection(NodeConfiguration configuration)
        {
            _configuration = configuration;
        }

        /// <summary>Joins the network if that has not been done, or was given up.</summary>
        /// <returns>Whether there is an address.</returns>
        public bool Join()
        {
            if (_joined)
            {
                return true;
            }

            // Whoever provisions the node may be trying a network.
            lock (_configuration)
            {
                using (CancellationTokenSource timeout = new CancellationTokenSource(JoinTimeoutMs))
                {
                    _joined = Join(timeout.Token);
                }
            }

            return _joined;
        }

        /// <summary>The broker could not be reached: join anew next time.</summary>
        public void GiveUp()
        {
            _joined = false;
        }

        private bool Join(CancellationToken timeout)
        {
            if (_configuration.WifiSsid.Length == 0)
            {
                return WifiNetworkHelper.Reconnect(false, 0, timeout);
            }

            // A half-made connection keeps the driver from a new one.
            WifiNetworkHelper.Disconnect();
            return WifiNetworkHelper.ConnectDhcp(
                _configuration.WifiSsid, _configuration.WifiPassword, WifiReconnectionKind.Automatic, false, 0, timeout);
        }
    }
}
