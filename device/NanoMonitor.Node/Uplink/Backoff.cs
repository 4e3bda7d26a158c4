using System;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// Times between attempts to connect: doubled from one second to a minute, and of each a random half, so that a fleet does
    /// not come back all at once.
    /// </summary>
    public sealed class Backoff
    {
        private const int ShortestMs = 1000;
        private const int LongestMs = 60000;

        private readonly Random _random = new Random();
        private int _spanMs = ShortestMs;

        /// <summary>The time to wait now; the next one is longer.</summary>
        public int NextMs()
        {
            int half = _spanMs / 2;
            int waitMs = half + _random.Next(half);
            _spanMs = _spanMs * 2 > LongestMs ? LongestMs : _spanMs * 2;
            return waitMs;
        }

        /// <summary>A connection stood: begin with the shortest again.</summary>
        public void Reset()
        {
            _spanMs = ShortestMs;
        }
    }
}
