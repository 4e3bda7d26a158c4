using NanoMonitor.Core.Binary;
using NanoMonitor.Node.Duty;

namespace NanoMonitor.Node.Judging
{
    /// <summary>Which windows' features are sent: one in a while, or every one for as long as a host asks for it.</summary>
    public sealed class FeaturePolicy : ICarried
    {
        private readonly object _gate = new object();
        private readonly long _periodMs;
        private long _everyUntilMs;
        private long _nextMs;

        /// <param name="periodSeconds">0 = none but those a host asks for.</param>
        public FeaturePolicy(int periodSeconds)
        {
            _periodMs = periodSeconds * 1000L;
        }

        /// <summary>Every window until then; a time that is past ends it.</summary>
        public void SendEveryUntil(long uptimeMs)
        {
            lock (_gate)
            {
                _everyUntilMs = uptimeMs;
            }
        }

        public bool SendsEvery(long nowMs)
        {
            lock (_gate)
            {
                return nowMs < _everyUntilMs;
            }
        }

        /// <summary>Whether the window that has just been judged is due by itself; asks for it once.</summary>
        public bool IsDue(long nowMs)
        {
            if (_periodMs == 0 || nowMs < _nextMs)
            {
                return false;
            }

            _nextMs = nowMs + _periodMs;
            return true;
        }

        public void Save(PayloadWriter record)
        {
            record.Int64(_everyUntilMs);
            record.Int64(_nextMs);
        }

        public void Load(PayloadReader record)
        {
            _everyUntilMs = record.Int64("features until");
            _nextMs = record.Int64("features next");
        }
    }
}
