using System;

namespace NanoMonitor.Node
{
    /// <summary>The one place that reads clocks.</summary>
    public sealed class NodeClock
    {
        // An ESP32 without the time starts in 1970.
        private const int FirstCredibleYear = 2024;

        private readonly long _uptimeAtStartMs;

        /// <param name="uptimeAtStartMs">Uptime of the boot when this run of the firmware began: 0 unless it has woken.</param>
        public NodeClock(long uptimeAtStartMs)
        {
            _uptimeAtStartMs = uptimeAtStartMs;
        }

        /// <summary>Milliseconds since boot, planned sleep included; steady.</summary>
        public long UptimeMs
        {
            get { return _uptimeAtStartMs + Environment.TickCount64; }
        }

        /// <summary>Seconds since 1970-01-01 UTC, or 0 while the time of day is unknown; may jump.</summary>
        public long UnixSeconds
        {
            get
            {
                DateTime now = DateTime.UtcNow;
                return now.Year < FirstCredibleYear ? 0 : now.ToUnixTimeSeconds();
            }
        }
    }
}
