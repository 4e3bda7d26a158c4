namespace NanoMonitor.Node.Supervision
{
    /// <summary>A loop that must come round within a time, and says so each time it does.</summary>
    public sealed class WatchedLoop
    {
        private readonly object _gate = new object();
        private readonly NodeClock _clock;
        private readonly int _limitMs;
        private readonly IBreakable _part;
        private long _fedMs;
        private bool _paused;
        private bool _broken;

        /// <param name="name">For the reason of a restart.</param>
        /// <param name="limitMs">Longest time between two feedings.</param>
        /// <param name="part">What is tried before a restart; null = nothing.</param>
        public WatchedLoop(string name, int limitMs, IBreakable part, NodeClock clock)
        {
            Name = name;
            _limitMs = limitMs;
            _part = part;
            _clock = clock;
            _fedMs = clock.UptimeMs;
        }

        public string Name { get; }

        /// <summary>The loop lives.</summary>
        public void Feed()
        {
            lock (_gate)
            {
                _fedMs = _clock.UptimeMs;
                _paused = false;
                _broken = false;
            }
        }

        /// <summary>The loop will stand still on purpose, until it feeds again.</summary>
        public void Pause()
        {
            lock (_gate)
            {
                _paused = true;
            }
        }

        /// <summary>Called by the watchdog now and then: the first time a loop is late its part is broken off, the second time it is lost.</summary>
        /// <returns>False where nothing but a restart is left.</returns>
        public bool Check()
        {
            lock (_gate)
            {
                if (_paused || _clock.UptimeMs - _fedMs <= _limitMs)
                {
                    return true;
                }

                if (_broken || _part == null)
                {
                    return false;
                }

                _broken = true;
                _fedMs = _clock.UptimeMs;
            }

            _part.Break();
            return true;
        }
    }
}
