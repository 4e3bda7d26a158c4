using NanoMonitor.Core.Binary;
using NanoMonitor.Node.Duty;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// Fills windows from an accelerometer's bursts, one after the other without a gap. Lost frames void the window they fall
    /// into. Allocates nothing after construction.
    /// </summary>
    public sealed class WindowCapture : ICarried
    {
        // Bursts that may be missed before the sensor counts as silent, and time besides.
        private const int SilentBursts = 4;
        private const int SilentMs = 1000;

        private readonly Accelerometer _accelerometer;
        private readonly NodeClock _clock;
        private readonly RateMeter _rate = new RateMeter();
        private readonly byte[] _burst;
        private readonly int _windowLength;
        private readonly bool _settles;
        private bool _settling;
        private long _earlierFrames;
        private int _filled;
        private long _lastBurstMs;

        /// <param name="accelerometer">Not started yet.</param>
        /// <param name="windowLength">A multiple of the accelerometer's burst.</param>
        /// <param name="settles">Whether the first window after each start is void, while filters settle.</param>
        public WindowCapture(Accelerometer accelerometer, int windowLength, bool settles, NodeClock clock)
        {
            _settles = settles;
            _accelerometer = accelerometer;
            _windowLength = windowLength;
            _clock = clock;
            _burst = new byte[accelerometer.BurstBytes];
            Samples = new int[3][];
            for (int axis = 0; axis < 3; axis++)
            {
                Samples[axis] = new int[windowLength];
            }
        }

        /// <summary>[axis][n] sensor counts of the window; whole after <see cref="Step"/> said so, until the next step.</summary>
        public int[][] Samples { get; }

        /// <summary>Whether the last step completed a window.</summary>
        public bool HasWindow { get; private set; }

        /// <summary>Index since boot of the window being filled, or just completed; a voided one takes an index too.</summary>
        public int Window { get; private set; }

        /// <summary>How many frames had been read from the sensor before the window's first.</summary>
        public long FirstFrame { get; private set; }

        public int WindowsVoided { get; private set; }

        /// <summary>Milliseconds until the next burst is due; 0 where it is due already.</summary>
        public int WaitMs { get; private set; }

        /// <summary>Measured sample rate; 0 until it is known.</summary>
        public int MeasuredRateMilliHz
        {
            get { return _rate.MilliHz; }
        }

        /// <summary>Starts the accelerometer, or starts it again.</summary>
        /// <returns>Its status.</returns>
        public int Start()
        {
            _rate.Restart();
            _lastBurstMs = _clock.UptimeMs;
            _settling = _settles;
            return _accelerometer.Start();
        }

        /// <summary>Nothing will be read for a while; what has been read of a window is lost.</summary>
        public void Stop()
        {
            if (HasWindow || _filled > 0)
            {
                BeginWindow();
            }

            _accelerometer.Stop();
        }

        /// <summary>The window being filled is void: samples were lost.</summary>
        public void Void()
        {
            WindowsVoided++;
            _rate.Restart();
            BeginWindow();
        }

        /// <summary>Takes one burst, if there is one.</summary>
        /// <returns>
        /// Ok; NotReady; Overrun, and a window was voided; BusError or Silent, and the accelerometer must be started again.
        /// </returns>
        public int Step()
        {
            if (HasWindow)
            {
                BeginWindow();
            }

            long framesBefore = _earlierFrames + _accelerometer.FramesRead;
            int status = _accelerometer.Read(_burst);
            long nowMs = _clock.UptimeMs;
            SetWait();
            switch (status)
            {
                case SensorStatus.Ok:
                    _lastBurstMs = nowMs;
                    _rate.Add(_accelerometer.BurstFrames, _accelerometer.PendingFrames, nowMs);
                    Take(framesBefore);
                    break;
                case SensorStatus.NotReady:
                    if (nowMs - _lastBurstMs > SilentMs + SilentBursts * BurstMs(_accelerometer.BurstFrames))
                    {
                        status = SensorStatus.Silent;
                    }

                    break;
                case SensorStatus.Overrun:
                    _lastBurstMs = nowMs;
                    Void();
                    break;
            }

            return status;
        }

        public void Save(PayloadWriter record)
        {
            record.Int32(Window);
            record.Int64(_earlierFrames + _accelerometer.FramesRead);
            record.Int32(WindowsVoided);
        }

        public void Load(PayloadReader record)
        {
            Window = record.Count("window");
            _earlierFrames = record.LongCount("frames");
            WindowsVoided = record.Count("windows voided");
        }

        private void Take(long framesBefore)
        {
            if (_filled == 0)
            {
                FirstFrame = framesBefore;
            }

            _accelerometer.Parse(_burst, Samples, _filled);
            _filled += _accelerometer.BurstFrames;
            if (_filled < _windowLength)
            {
                return;
            }

            if (_settling)
            {
                _settling = false;
                BeginWindow();
                return;
            }

            HasWindow = true;
        }

        private void BeginWindow()
        {
            HasWindow = false;
            _filled = 0;
            Window++;
        }

        private void SetWait()
        {
            int missing = _accelerometer.BurstFrames - _accelerometer.PendingFrames;
            WaitMs = missing <= 0 ? 0 : BurstMs(missing) + 1;
        }

        private int BurstMs(int frames)
        {
            return (int)(frames * 1000000L / _accelerometer.SampleRateMilliHz);
        }
    }
}
