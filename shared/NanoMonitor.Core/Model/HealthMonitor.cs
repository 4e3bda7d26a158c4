using NanoMonitor.Core.Binary;

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

        /// <summary>Scores whose mean is judged before the trailing mean is full: windows of a fast sensor are many and short.</summary>
        public const int FewestScores = 16;

        // Longer trailing means start anew after a sleep.
        private const int MostScoresSaved = 512;

        private readonly Thresholds _thresholds;
        private readonly LimitWatch _watch;
        private readonly ScoreBaseline _baseline;
        private readonly int[] _scores;
        private int _count;
        private int _next;
        private long _sum;
        private int _flatRun;
        private int _standstillWindows;
        private int _stoppedRun;
        private int _lowRun;

        /// <summary>A monitor at the start of its first stretch.</summary>
        /// <param name="thresholds">Those of the weight table, or null where there is none.</param>
        public HealthMonitor(Thresholds thresholds)
        {
            _thresholds = thresholds;
            StoppedRmsMilliG = thresholds == null ? 0 : thresholds.StoppedRmsMilliG;
            _scores = new int[thresholds == null ? 1 : thresholds.AggregateWindows];
            _standstillWindows = _scores.Length;
            _watch = thresholds == null ? null : new LimitWatch(
                thresholds.WarningScore,
                thresholds.AlarmScore,
                thresholds.Hysteresis,
                thresholds.WarningHoldWindows,
                thresholds.AlarmHoldWindows,
                thresholds.ClearHoldWindows);
            _baseline = thresholds == null ? new ScoreBaseline(0, 0, 0) : new ScoreBaseline(thresholds.CentreScore, thresholds.OffsetLimit, thresholds.BaselineWindows);
            State = RunningState;
        }

        /// <summary>RMS of the strongest axis, in 0.001 g, below which the machine counts as stopped; 0 = never.</summary>
        public int StoppedRmsMilliG { get; private set; }

        /// <summary>The persistent state, after hold times: one of <see cref="HealthState"/>.</summary>
        public int State { get; private set; }

        /// <summary>What the last window and its mean score say by themselves, without hold times.</summary>
        public int PointwiseState { get; private set; }

        /// <summary>
        /// Whether <see cref="MeanScore"/> is the mean of enough windows to be judged: <see cref="Thresholds.AggregateWindows"/>, or
        /// <see cref="FewestScores"/> where that is less.
        /// </summary>
        public bool HasMean
        {
            get { return _count == _scores.Length || _count >= FewestScores; }
        }

        /// <summary>Mean of the last scores of this stretch, Q12, rounded towards zero; 0 before the first.</summary>
        public int MeanScore { get; private set; }

        /// <summary>
        /// What this installation's scores differ by: learned here from the first healthy windows, then frozen. The warning and alarm
        /// limits of <see cref="Thresholds"/> move by <see cref="ScoreBaseline.Offset"/>; the low score does not. A node saves it where
        /// it outlives reboots, and loads it into a new monitor of the same table before the first window.
        /// </summary>
        public ScoreBaseline Baseline
        {
            get { return _baseline; }
        }

        /// <summary>
        /// Whether the last window was healthy in itself and comes from a healthy stretch: the only ones that anything may be learned from.
        /// It ends with the first window whose mean score reaches the warning limit, before any hold time.
        /// </summary>
        public bool MayLearn
        {
            get { return HasMean && State == HealthState.Healthy && PointwiseState == HealthState.Healthy; }
        }

        /// <summary>Whether a sensor fault is one because the mean score is too low to be real.</summary>
        public bool IsTooGood
        {
            get { return State == HealthState.SensorFault && _lowRun > 0; }
        }

        private int RunningState
        {
            get { return _thresholds == null ? HealthState.NoModel : HealthState.Initializing; }
        }

        /// <summary>What counts as standstill where the weight table does not say, or there is none.</summary>
        /// <param name="stoppedRmsMilliG">RMS of the strongest axis, 0.001 g; 0 = nothing does.</param>
        /// <param name="windows">Windows in a row below it that count where there is no table, 1 or more.</param>
        public void UseStandstill(int stoppedRmsMilliG, int windows)
        {
            if (_thresholds == null || _thresholds.StoppedRmsMilliG == 0)
            {
                StoppedRmsMilliG = stoppedRmsMilliG;
            }

            if (_thresholds == null)
            {
                _standstillWindows = windows;
            }
        }

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

            if (rmsMilliG < StoppedRmsMilliG)
            {
                return JudgeStandstill();
            }

            _stoppedRun = 0;
            if (State == HealthState.Stopped || (State == HealthState.SensorFault && _lowRun == 0))
            {
                State = RunningState;
            }

            if (_thresholds == null)
            {
                PointwiseState = State;
                return State;
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
            _lowRun = 0;
            if (_watch != null)
            {
                _watch.Break();
            }
        }

        /// <summary>The sensor failed: nothing is judged until it delivers again.</summary>
        public void Fault()
        {
            Void();
            State = HealthState.SensorFault;
            PointwiseState = State;
        }

        /// <summary>Forgets what the state was, and begins a stretch; what was learned of the installation stays.</summary>
        public void Restart()
        {
            Void();
            _flatRun = 0;
            _stoppedRun = 0;
            State = RunningState;
            PointwiseState = HealthState.Initializing;
            if (_watch != null)
            {
                _watch.Reset();
            }
        }

        /// <summary>Writes what must outlive deep sleep: up to 36 bytes, and 4 for each score of the trailing mean.</summary>
        public void Save(PayloadWriter writer)
        {
            int count = _count > MostScoresSaved ? 0 : _count;
            writer.Byte(State);
            writer.Byte(PointwiseState);
            writer.Int32(_flatRun);
            writer.Int32(_stoppedRun);
            writer.Int32(_lowRun);
            writer.Byte(_watch == null ? 0 : 1);
            if (_watch != null)
            {
                _watch.Save(writer);
                _baseline.Save(writer);
            }

            writer.Int16(count);
            for (int i = 0; i < count; i++)
            {
                writer.Int32(_scores[_count == _scores.Length ? (_next + i) % _scores.Length : i]);
            }
        }

        /// <summary>Takes over what <see cref="Save"/> wrote in a monitor with the same thresholds.</summary>
        public void Load(PayloadReader reader)
        {
            Void();
            State = reader.Byte("state", 0, HealthState.Count - 1);
            PointwiseState = reader.Byte("pointwise state", 0, HealthState.Count - 1);
            _flatRun = reader.Count("flat run");
            _stoppedRun = reader.Count("stopped run");
            _lowRun = reader.Count("low run");
            if (reader.Byte("has thresholds", 0, 1) == 1)
            {
                if (_watch != null)
                {
                    _watch.Load(reader);
                    _baseline.Load(reader);
                }
                else
                {
                    reader.Raw("thresholds", LimitWatch.SavedLength + ScoreBaseline.SavedLength);
                }
            }

            int count = reader.UInt16("scores");
            for (int i = 0; i < count; i++)
            {
                Aggregate(reader.Int32("score"));
            }
        }

        private int JudgeStandstill()
        {
            Void();
            if (++_stoppedRun >= _standstillWindows)
            {
                State = HealthState.Stopped;
            }

            PointwiseState = HealthState.Stopped;
            return State;
        }

        private void Aggregate(int score)
        {
            if (_count == _scores.Length)
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
            _lowRun = MeanScore <= t.LowScore ? _lowRun + 1 : 0;
            if (State == HealthState.Initializing || (State == HealthState.SensorFault && _lowRun == 0))
            {
                _watch.Settle();
            }

            int watched = _watch.Take(MeanScore - _baseline.Offset);
            PointwiseState = _lowRun > 0 ? HealthState.SensorFault : _watch.PointwiseState;
            State = _lowRun >= t.AlarmHoldWindows ? HealthState.SensorFault : watched;
            if (MayLearn)
            {
                _baseline.Take(MeanScore);
            }
        }
    }
}
