using System.Threading;

namespace NanoMonitor.Node.Duty
{
    /// <summary>
    /// Between the sampling thread, which measures its windows and rests, and the thread that talks and puts the node to sleep.
    /// In continuous mode sampling never rests.
    /// </summary>
    public sealed class DutyCycle
    {
        // A sensor that fails so often in one wake will be tried again in the next.
        private const int MostFailures = 3;

        private readonly object _gate = new object();
        private readonly AutoResetEvent _wake;
        private readonly AutoResetEvent _goOn = new AutoResetEvent(false);
        private readonly NodeClock _clock;
        private readonly int _windows;
        private int _windowsTaken;
        private int _failures;
        private bool _prolonged;
        private bool _checking;
        private bool _resting;
        private long _heldUntilMs;

        /// <param name="windows">Windows of a wake; 0 = continuous.</param>
        /// <param name="sleepSeconds">Deep sleep between two wakes.</param>
        /// <param name="wake">Set when sampling rests.</param>
        public DutyCycle(int windows, int sleepSeconds, AutoResetEvent wake, NodeClock clock)
        {
            _clock = clock;
            _windows = windows;
            SleepSeconds = sleepSeconds;
            _wake = wake;
        }

        /// <summary>Whether the node sleeps at all.</summary>
        public bool IsOn
        {
            get { return _windows > 0; }
        }

        public int SleepSeconds { get; }

        /// <summary>Whether the sampling thread rests, and what it shares stands still.</summary>
        public bool IsResting
        {
            get
            {
                lock (_gate)
                {
                    return _resting;
                }
            }
        }

        /// <summary>Whether someone at the node is dealing with it, so that it must not fall asleep.</summary>
        public bool IsHeld
        {
            get
            {
                lock (_gate)
                {
                    return _checking || _clock.UptimeMs < _heldUntilMs;
                }
            }
        }

        /// <summary>Whether what is said now tells of the wake's whole share; always in continuous mode.</summary>
        public bool IsShareTaken
        {
            get
            {
                lock (_gate)
                {
                    return !IsOn || HasShare;
                }
            }
        }

        /// <summary>Whether the wake's share is measured, and no more is asked for.</summary>
        public bool IsCaptureOver
        {
            get
            {
                if (_windows == 0)
                {
                    return false;
                }

                lock (_gate)
                {
                    return !_prolonged && !_checking && HasShare;
                }
            }
        }

        private bool HasShare
        {
            get { return _windowsTaken >= _windows || _failures >= MostFailures; }
        }

        /// <summary>A window was judged.</summary>
        public void CountWindow()
        {
            lock (_gate)
            {
                _windowsTaken++;
            }
        }

        /// <summary>The sensor failed, or samples were lost.</summary>
        public void CountFailure()
        {
            lock (_gate)
            {
                _failures++;
            }
        }

        /// <summary>The sampling thread rests until there is more to measure.</summary>
        public void Rest()
        {
            lock (_gate)
            {
                _resting = true;
            }

            _wake.Set();
            _goOn.WaitOne();
        }

        /// <summary>Measures on for as long as the node stays awake; without effect where it does.</summary>
        public void Prolong()
        {
            lock (_gate)
            {
                _prolonged = true;
                GoOn();
            }
        }

        /// <summary>Measures on until <see cref="EndCheck"/>, and holds the node awake.</summary>
        public void BeginCheck()
        {
            lock (_gate)
            {
                _checking = true;
                GoOn();
            }
        }

        /// <summary>No more is to be measured than the wake's share.</summary>
        public void EndCheck()
        {
            lock (_gate)
            {
                _checking = false;
            }
        }

        /// <summary>Someone at the node is dealing with it: it is not to fall asleep for so long from now.</summary>
        public void Hold(int milliseconds)
        {
            lock (_gate)
            {
                long untilMs = _clock.UptimeMs + milliseconds;
                _heldUntilMs = untilMs > _heldUntilMs ? untilMs : _heldUntilMs;
            }
        }

        /// <summary>Sampling is to rest once it has finished what it does.</summary>
        public void Finish()
        {
            lock (_gate)
            {
                _prolonged = false;
                _windowsTaken = _windows;
            }
        }

        private void GoOn()
        {
            if (_resting)
            {
                _resting = false;
                _goOn.Set();
            }
        }
    }
}
