using NanoMonitor.Core.Model;

namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>A run of judged windows: the scores wander through every threshold, with standstills, flat signals, gaps and faults.</summary>
    internal sealed class GoldenDecision
    {
        /// <summary>Number of runs.</summary>
        public const int Count = 6;

        /// <summary>Windows of a run.</summary>
        public const int Windows = 160;

        private readonly int _index;
        private readonly HealthMonitor _monitor;
        private readonly IntegerNoise _noise;
        private int _level;
        private int _rmsMilliG = 100;
        private int _flatWindows;

        /// <param name="index">0 … <see cref="Count"/> − 1; the last has no model.</param>
        public GoldenDecision(int index)
        {
            _index = index;
            _noise = new IntegerNoise(index + 77);
            _monitor = new HealthMonitor(index == Count - 1 ? null : Limits(index));
        }

        /// <summary>Judges the next window.</summary>
        /// <returns>State, pointwise state and mean score after it.</returns>
        public int[] Next()
        {
            switch (_noise.Between(0, 24))
            {
                case 0:
                    _level = _noise.Between(-3000, 3000);
                    break;
                case 1:
                    _level = _noise.Between(-200, 400);
                    break;
                case 2:
                    _rmsMilliG = _noise.Between(0, 40);
                    break;
                case 3:
                    _rmsMilliG = 100;
                    break;
                case 4:
                    _flatWindows = _noise.Between(1, 6);
                    break;
                case 5:
                    _monitor.Void();
                    break;
                case 6:
                    _monitor.Fault();
                    break;
            }

            bool flat = _flatWindows > 0;
            _flatWindows = flat ? _flatWindows - 1 : 0;
            int score = _level + _noise.Signed(8);
            _monitor.Judge(_index == 0 ? score * 600000 : score, flat, _rmsMilliG);
            return new int[] { _monitor.State, _monitor.PointwiseState, _monitor.MeanScore };
        }

        private static Thresholds Limits(int index)
        {
            Thresholds limits = new Thresholds();
            limits.AggregateWindows = 1 + (index * 2);
            limits.WarningHoldWindows = 1 + (index % 3);
            limits.AlarmHoldWindows = 2 + (index % 2);
            limits.ClearHoldWindows = 1 + index;
            limits.WarningScore = 600;
            limits.AlarmScore = 1500;
            limits.LowScore = -1200;
            limits.Hysteresis = 150 * (index % 3);
            limits.BaselineWindows = index * 8;
            limits.CentreScore = 100;
            limits.OffsetLimit = 50 * index;
            limits.StoppedRmsMilliG = index % 2 == 0 ? 20 : 0;
            return limits;
        }
    }
}
