namespace NanoMonitor.Sensors
{
    /// <summary>
    /// The true sample rate of a sensor, whose oscillator may be off by a percent and more: frames made over time passed. One
    /// frame and one millisecond of uncertainty at each end make 0.1 % after ten seconds at 200 Hz, less later.
    /// </summary>
    public sealed class RateMeter
    {
        private const long ShortestMs = 10000;
        private const long LongestMs = 600000;

        private bool _started;
        private long _startMs;
        private long _frames;

        /// <summary>Frames per 1000 s; 0 until ten seconds without a gap have passed, then the last good figure.</summary>
        public int MilliHz { get; private set; }

        /// <summary>A gap: what was counted so far cannot go on.</summary>
        public void Restart()
        {
            _started = false;
        }

        /// <summary>Takes one reading of the FIFO.</summary>
        /// <param name="framesRead">Frames read out with it.</param>
        /// <param name="framesPending">Frames left in it.</param>
        /// <param name="nowMs">The time of the reading.</param>
        public void Add(int framesRead, int framesPending, long nowMs)
        {
            if (!_started)
            {
                _started = true;
                _startMs = nowMs;
                _frames = -framesPending;
                return;
            }

            _frames += framesRead;
            long elapsedMs = nowMs - _startMs;
            if (elapsedMs < ShortestMs)
            {
                return;
            }

            MilliHz = (int)((_frames + framesPending) * 1000000 / elapsedMs);
            if (elapsedMs >= LongestMs)
            {
                _startMs = nowMs;
                _frames = -framesPending;
            }
        }
    }
}
