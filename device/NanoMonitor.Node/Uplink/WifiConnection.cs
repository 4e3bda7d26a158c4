using System;
using System.Device.Wifi;
using System.Threading;
using NanoMonitor.Core.Protocol;
using nanoFramework.Networking;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>The node's way into the network, and to the time of day, without which no certificate can be judged.</summary>
    public sealed class WifiConnection
    {
        private const int JoinTimeoutMs = 30000;

        private readonly NodeConfiguration _configuration;
        private readonly object _radioLock;
        private bool _joined;

        /// <param name="radioLock">Held by whoever makes the radio join a network: provisioning may be trying another one.</param>
        public WifiConnection(NodeConfiguration configuration, object radioLock)
        {
            _configuration = configuration;
            _radioLock = radioLock;
        }

        /// <summary>Joins the network if that has not been done, or was given up.</summary>
        /// <returns>Whether there is an address.</returns>
        public bool Join()
        {
            if (_joined)
            {
                return true;
            }

            if (_configuration.TimeServer.Length > 0)
            {
                Sntp.Server1 = _configuration.TimeServer;
            }

            lock (_radioLock)
            {
                using (CancellationTokenSource timeout = new CancellationTokenSource(JoinTimeoutMs))
                {
                    _joined = Join(timeout.Token);
                }
            }

            if (_joined)
            {
                AskTime();
            }
            else
            {
                Console.WriteLine(WifiNetworkHelper.Status == NetworkHelperStatus.TokenExpiredWaitingDateTime
                    ? "uplink: the time is unknown, so there can be no TLS"
                    : "uplink: no network");
            }

            return _joined;
        }

        /// <summary>The broker could not be reached: join anew next time.</summary>
        public void GiveUp()
        {
            _joined = false;
        }

        private void AskTime()
        {
            if (_configuration.TimeServer.Length > 0 && !Sntp.IsStarted)
            {
                Sntp.Start();
            }
        }

        private bool Join(CancellationToken timeout)
        {
            bool needsTime = _configuration.BrokerTls == 1;
            if (_configuration.WifiSsid.Length == 0)
            {
                return WifiNetworkHelper.Reconnect(needsTime, 0, timeout);
            }

            // A half-made connection keeps the driver from a new one.
            WifiNetworkHelper.Disconnect();
            return WifiNetworkHelper.ConnectDhcp(
                _configuration.WifiSsid, _configuration.WifiPassword, WifiReconnectionKind.Automatic, needsTime, 0, timeout);
        }
    }
}
