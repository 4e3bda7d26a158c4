namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// RMS of the vibration velocity of 10 Hz to 1000 Hz, of each axis, over at least one second of windows that follow each other
    /// without a gap. Allocates nothing after construction.
    /// </summary>
    public sealed class VelocityMeter
    {
        /// <summary>Stands where no velocity was measured; a measured one is at most one less.</summary>
        public const int None = 65535;

        // The slowest pole of the high-pass falls by exp(−18) in a second: a step of 16 g is below 0.001 mm/s then.
        private const int SettlingMs = 1000;
        private const int AveragingMs = 1000;

        private readonly VelocityDesign _design;
        private readonly VelocityFilter[] _axes;
        private readonly long[] _squares;
        private readonly int _windowLength;
        private readonly int _settlingWindows;
        private readonly int _averagingWindows;
        private int _settled;
        private int _averaged;

        /// <summary>At rest.</summary>
        /// <param name="spec">Rate, range and windows; windows must not overlap.</param>
        public VelocityMeter(FeatureSpec spec)
        {
            _design = new VelocityDesign(spec.SampleRateMilliHz, spec.CountsPerG, spec.SampleBits);
            _windowLength = spec.WindowLength;
            _settlingWindows = WindowsOf(SettlingMs, spec);
            _averagingWindows = WindowsOf(AveragingMs, spec);
            _axes = new VelocityFilter[spec.AxisCount];
            _squares = new long[spec.AxisCount];
            RmsCentiMmS = new int[spec.AxisCount];
            for (int axis = 0; axis < _axes.Length; axis++)
            {
                _axes[axis] = new VelocityFilter(_design);
                RmsCentiMmS[axis] = None;
            }
        }

        /// <summary>The last figure of each axis, 0.01 mm/s, or <see cref="None"/>.</summary>
        public int[] RmsCentiMmS { get; }

        /// <summary>Takes the next window.</summary>
        /// <param name="samples">[axis][n] counts.</param>
        /// <returns>Whether there are new figures.</returns>
        public bool Add(int[][] samples)
        {
            bool settled = _settled == _settlingWindows;
            for (int axis = 0; axis < _axes.Length; axis++)
            {
                long squares = _axes[axis].Add(samples[axis]);
                if (settled)
                {
                    _squares[axis] += squares / _windowLength;
                }
            }

            if (!settled)
            {
                _settled++;
                return false;
            }

            _averaged++;
            if (_averaged < _averagingWindows)
            {
                return false;
            }

            for (int axis = 0; axis < _axes.Length; axis++)
            {
                int rms = _design.CentiMmS(_squares[axis] / _averaged);
                RmsCentiMmS[axis] = rms < None ? rms : None - 1;
                _squares[axis] = 0;
            }

            _averaged = 0;
            return true;
        }

        /// <summary>Samples were lost: nothing is known until the filters have settled again.</summary>
        public void Restart()
        {
            _settled = 0;
            _averaged = 0;
            for (int axis = 0; axis < _axes.Length; axis++)
            {
                _axes[axis].Reset();
                _squares[axis] = 0;
                RmsCentiMmS[axis] = None;
            }
        }

        private static int WindowsOf(int ms, FeatureSpec spec)
        {
            long samplesTimesMillion = (long)ms * spec.SampleRateMilliHz;
            long window = spec.WindowLength * 1000000L;
            return (int)((samplesTimesMillion + window - 1) / window);
        }
    }
}
