using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Duty
{
    /// <summary>
    /// How many wakes pass between attempts to reach a broker that cannot be reached: doubled up to an hour of sleep, and of
    /// each a random half, so that an outage does not empty the battery.
    /// </summary>
    public sealed class WakeBackoff : ICarried
    {
        private const int LongestSeconds = 3600;

        private readonly Random _random = new Random();
        private readonly int _mostWakes;
        private int _failures;
        private int _wakesToSkip;

        public WakeBackoff(int sleepSeconds)
        {
            _mostWakes = sleepSeconds <= 0 || sleepSeconds > LongestSeconds ? 1 : LongestSeconds / sleepSeconds;
        }

        /// <summary>Whether the last attempt failed.</summary>
        public bool HasFailed
        {
            get { return _failures > 0; }
        }

        /// <summary>Whether this wake may try; asked once a wake.</summary>
        public bool IsDue()
        {
            if (_wakesToSkip == 0)
            {
                return true;
            }

            _wakesToSkip--;
            return false;
        }

        public void Succeed()
        {
            _failures = 0;
            _wakesToSkip = 0;
        }

        public void Fail()
        {
            int span = 1;
            for (int i = 0; i < _failures && span < _mostWakes; i++)
            {
                span *= 2;
            }

            span = span > _mostWakes ? _mostWakes : span;
            int half = span / 2;
            _wakesToSkip = span - 1 - (half == 0 ? 0 : _random.Next(half));
            _failures = _failures == 255 ? 255 : _failures + 1;
        }

        public void Save(PayloadWriter record)
        {
            record.Byte(_failures);
            record.Int16(_wakesToSkip);
        }

        public void Load(PayloadReader record)
        {
            _failures = record.Byte("failed attempts");
            _wakesToSkip = record.UInt16("wakes to skip");
        }
    }
}
