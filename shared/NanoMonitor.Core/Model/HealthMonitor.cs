namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// From window scores to a state: trailing mean within one stretch, thresholds with hold times and hysteresis, and the states
    /// that are neither health nor anomaly (stopped, sensor fault, no model).
    /// </summary>
    public sealed class HealthMonitor
    {
        /// <summary>Windows in a row without any movement that make a sensor fault.</summary>
        public const int FlatHoldWindows = 3;

        private readonly Thresholds _thresholds;
        private readonly int[] _scores;
        private int _count;
        private int _next;
        private long _sum;
        private int _flatRun;
        private int _stoppedRun;
        private int _warningRun;
        private int _alarmRun;
        private int _lowRun;
        private int _belowWarningRun;
        private int _belowAlarmRun;

        /// <summary>A monitor at the start of its first stretch.</summary>
        /// <param name="thresholds">Those of the weight table, or null where there is none.</param>
        public HealthMonitor(Thresholds thresholds)
        {
            _thresholds = thresholds;
            _scores = new int[thresholds == null ? 1 : thresholds.AggregateWindows];
            State = thresholds == null ? HealthState.NoModel : HealthState.Initializing;
        }

        /// <summary>The persistent state, after hold times: one of <see cref="HealthState"/>.</summary>
        public int State { get; private set; }

        /// <summary>What the last window and its mean score say by themselves, without hold times.</summary>
        public int PointwiseState { get; private set; }

        /// <summary>Whether <see cref="MeanScore"/> is the mean of a full <see cref="Thresholds.AggregateWindows"/>.</summary>
        public bool HasMean
        {
            get { return _count == _scores.Length; }
        }

        /// <summary>Mean of the last scores of this stretch, Q12, rounded towards zero; 0 before the first.</summary>
        public int MeanScore { get; private set; }

        /// <summary>Takes one window.</summary>
        /// <param name="score">Its score, Q12; ignored without a model.</param>
        /// <param name="flat">Whether no axis moved.</param>
        /// <param name="rmsMilliG">RMS of the strongest axis, in 0.001 g.</param>
        /// <returns>The state after it.</returns>
        public int Judge(int score, bool flat, int rmsMilliG)
        {
            _flatRun = flat ? _flatRun + 1 : 0;
            if (flat)
            {
                if (_flatRun >= FlatHoldWindows)
                {
                    Fault();
                }

                return State;
            }

            if (_thresholds == null)
            {
                State = HealthState.NoModel;
                PointwiseState = State;
                return State;
            }

            if (rmsMilliG < _thresholds.StoppedRmsMilliG)
            {
                return JudgeStandstill();
            }

            _stoppedRun = 0;
            if (State == HealthState.Stopped || (State == HealthState.SensorFault && _lowRun == 0))
            {
                State = HealthState.Initializing;
            }

            Aggregate(score);
            if (HasMean)
            {
                JudgeMean();
            }
            else
            {
                PointwiseState = HealthState.Initializing;
            }

            return State;
        }

        /// <summary>Ends the stretch: windows were lost, so the trailing mean starts anew. The state stays.</summary>
        public void Void()
        {
            _count = 0;
            _next = 0;
            _sum = 0;
            MeanScore = 0;
            _warningRun = 0;
            _alarmRun = 0;
            _lowRun = 0;
            _belowWarningRun = 0;
            _belowAlarmRun = 0;
        }

        /// <summary>The sensor failed: nothing is judged until it delivers again.</summary>
        public void Fault()
        {
            Void();
            State = HealthState.SensorFault;
            PointwiseState = State;
        }

        private int JudgeStandstill()
        {
            Void();
            if (++_stoppedRun >= _scores.Length)
            {
                State = HealthState.Stopped;
            }

            PointwiseState = HealthState.Stopped;
            return State;
        }

        private void Aggregate(int score)
        {
            if (HasMean)
            {
                _sum -= _scores[_next];
            }
            else
            {
                _count++;
            }

            _scores[_next] = score;
            _sum += score;
            _next = _next + 1 == _scores.Length ? 0 : _next + 1;
            MeanScore = (int)(_sum / _count);
        }

        private void JudgeMean()
        {
            Thresholds t = _thresholds;
            int mean = MeanScore;
            _warningRun = mean >= t.WarningScore ? _warningRun + 1 : 0;
            _alarmRun = mean >= t.AlarmScore ? _alarmRun + 1 : 0;
            _lowRun = mean <= t.LowScore ? _lowRun + 1 : 0;
            _belowWarningRun = mean < (long)t.WarningScore - t.Hysteresis ? _belowWarningRun + 1 : 0;
            _belowAlarmRun = mean < (long)t.AlarmScore - t.Hysteresis ? _belowAlarmRun + 1 : 0;
            PointwiseState = _lowRun > 0 ? HealthState.SensorFault
                : _alarmRun > 0 ? HealthState.Alarm
                : _warningRun > 0 ? HealthState.Warning
                : HealthState.Healthy;
            if (_lowRun >= t.AlarmHoldWindows)
            {
                State = HealthState.SensorFault;
            }
            else if (_alarmRun >= t.AlarmHoldWindows)
            {
                State = HealthState.Alarm;
            }
            else if (_belowWarningRun >= t.ClearHoldWindows || State == HealthState.Initializing || (State == HealthState.SensorFault && _lowRun == 0))
            {
                State = _warningRun >= t.WarningHoldWindows ? HealthState.Warning : HealthState.Healthy;
            }
            else if (State == HealthState.Alarm)
            {
                State = _belowAlarmRun >= t.ClearHoldWindows ? HealthState.Warning : HealthState.Alarm;
            }
            else if (_warningRun >= t.WarningHoldWindows)
            {
                State = HealthState.Warning;
            }
        }
    }
}
