using System.Threading;

namespace NanoMonitor.Node.Judging
{
    /// <summary>
    /// Hands judges and trials from the thread that keeps models to the thread that samples, and verdicts back. The sampling
    /// thread looks once a window.
    /// </summary>
    public sealed class JudgeSlot
    {
        private readonly object _gate = new object();
        private readonly AutoResetEvent _wake;
        private Judge _judge;
        private Trial _trial;
        private Trial _verdict;

        /// <param name="wake">Set when there is a verdict.</param>
        public JudgeSlot(AutoResetEvent wake)
        {
            _wake = wake;
        }

        /// <summary>This judge from the next window on; ends a trial without a verdict.</summary>
        public void Use(Judge judge)
        {
            lock (_gate)
            {
                _judge = judge;
                _trial = null;
                _verdict = null;
            }
        }

        /// <summary>A trial from the next window on, after which the judge before it goes on unless the trial is passed.</summary>
        public void Try(Trial trial)
        {
            lock (_gate)
            {
                _trial = trial;
                _verdict = null;
            }
        }

        /// <summary>The judge to change to, or null to stay; <paramref name="trial"/> is the trial to begin with it, or null. Taken once.</summary>
        public Judge TakeJudge(out Trial trial)
        {
            lock (_gate)
            {
                Judge judge = _judge;
                trial = _trial;
                _judge = null;
                _trial = null;
                return judge;
            }
        }

        /// <summary>A trial is over.</summary>
        public void Decide(Trial trial)
        {
            lock (_gate)
            {
                if (_judge == null && _trial == null)
                {
                    _verdict = trial;
                }
            }

            _wake.Set();
        }

        /// <summary>The trial that is over, or null. Taken once.</summary>
        public Trial TakeVerdict()
        {
            lock (_gate)
            {
                Trial verdict = _verdict;
                _verdict = null;
                return verdict;
            }
        }
    }
}
