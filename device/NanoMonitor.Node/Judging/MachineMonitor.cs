using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Uplink;

namespace NanoMonitor.Node.Judging
{
    /// <summary>
    /// From a window to a decision and what is said about it. Runs on the sampling thread and allocates nothing unless there is
    /// something to say.
    /// </summary>
    public sealed class MachineMonitor : ICarried
    {
        // How often what was learned is kept: 24 small files a day.
        private const int KeepMs = 3600000;

        private readonly FeatureExtractor _extractor;
        private readonly WindowFeatures _features;
        private readonly FeatureBatch _batch;
        private readonly FeaturePolicy _policy;
        private readonly JudgeSlot _judges;
        private readonly Outbox _outbox;
        private readonly NodeClock _clock;
        private readonly MagnitudeMonitor _magnitudes;
        private readonly InstallationRecord _installation;
        private readonly StateCause _cause = new StateCause();
        private readonly int _bootId;
        private Judge _judge = new Judge();
        private Judge _proven;
        private Trial _trial;
        private int _batchSequence;
        private int _eventSequence;
        private long _keptMs;

        public MachineMonitor(
            FeatureSpec spec,
            int bootId,
            FeaturePolicy policy,
            JudgeSlot judges,
            MagnitudeMonitor magnitudes,
            InstallationRecord installation,
            Outbox outbox,
            NodeClock clock)
        {
            _installation = installation;
            _magnitudes = magnitudes;
            magnitudes.Prepare(_judge);
            _extractor = new FeatureExtractor(spec);
            _features = new WindowFeatures(spec);
            _batch = new FeatureBatch(spec.AxisCount, spec.FeatureCount);
            _batch.BootId = bootId;
            _batch.FeatureSpecHash = spec.Hash;
            _bootId = bootId;
            _policy = policy;
            _judges = judges;
            _outbox = outbox;
            _clock = clock;
            ChangeJudge();
            ModelState = _judge.Health.State;
            State = ModelState;
            _outbox.State = State;
        }

        /// <summary>A <see cref="HealthState"/>: what both judgements make together, see <see cref="JointState"/>.</summary>
        public int State { get; private set; }

        /// <summary>What the model's judgement says by itself.</summary>
        public int ModelState { get; private set; }

        /// <summary>What <see cref="State"/> stands on.</summary>
        public StateCause Cause
        {
            get { return _cause; }
        }

        /// <summary>The threshold judgement.</summary>
        public MagnitudeMonitor Magnitudes
        {
            get { return _magnitudes; }
        }

        /// <summary>How the accelerometer's last access went.</summary>
        public int SensorStatus { get; set; }

        /// <summary>What of the configuration the accelerometer cannot do; empty = nothing.</summary>
        public string SensorFinding { get; set; } = "";

        /// <summary>For <c>birth</c>: "ok", or what is wrong.</summary>
        public string SensorText
        {
            get
            {
                return SensorStatus == Sensors.SensorStatus.Ok && SensorFinding.Length > 0 ? SensorFinding : Sensors.SensorStatus.Name(SensorStatus);
            }
        }

        public Judge Judge
        {
            get { return _judge; }
        }

        /// <summary>Whether the machine has slowly changed since it was commissioned.</summary>
        public bool HasChanged
        {
            get { return _trial == null && _judge.HasChanged; }
        }

        /// <summary>Q12, or <see cref="Score.None"/>.</summary>
        public int LastScore { get; private set; } = Score.None;

        public int WindowsJudged { get; private set; }

        /// <summary>RMS since the last telemetry.</summary>
        public MagnitudeMean Magnitude { get; } = new MagnitudeMean();

        /// <summary>Q12, or <see cref="Score.None"/> where there is no full trailing mean.</summary>
        public int MeanScore
        {
            get { return _judge.HasModel && _trial == null && _judge.Health.HasMean ? _judge.Health.MeanScore : Score.None; }
        }

        /// <summary>Judges a whole window.</summary>
        /// <param name="temperatureCentiC">0.01 °C, or <see cref="Telemetry.NoTemperature"/>.</param>
        public void Take(WindowCapture capture, int temperatureCentiC)
        {
            ChangeJudge();
            Recalibrate();
            _extractor.Extract(capture.Samples, temperatureCentiC, _features);
            Magnitude.Add(_features.RmsMilliG);
            LastScore = _judge.Evaluate(_features);
            _magnitudes.Take(capture.Samples, _features);
            int state = JudgeState();
            Learn();
            WindowsJudged++;
            SendFeatures(capture, state);
            ChangeState(state, capture.Window);
            if (_trial != null && _trial.IsOver)
            {
                EndTrial();
            }
        }

        /// <summary>Samples were lost: the stretch ends.</summary>
        public void Void()
        {
            _judge.Health.Void();
            _magnitudes.Void();
        }

        /// <summary>The accelerometer does not deliver.</summary>
        /// <param name="status">Its status.</param>
        /// <param name="window">Index of the window it did not deliver.</param>
        public void Fail(int status, int window)
        {
            SensorStatus = status;
            _judge.Health.Fault();
            _magnitudes.Fault();
            ModelState = HealthState.SensorFault;
            _cause.Set(StateCause.SensorStatus, StateCause.NoAxis, status, 0);
            LastScore = Score.None;
            _features.TemperatureCentiC = Telemetry.NoTemperature;
            Array.Clear(_features.RmsMilliG, 0, _features.RmsMilliG.Length);
            ChangeState(HealthState.SensorFault, window);
        }

        /// <summary>Sends what is left of the features when no more are asked for.</summary>
        public void Tick(long nowMs)
        {
            if (_batch.RowCount > 0 && !_policy.SendsEvery(nowMs))
            {
                Flush();
            }
        }

        /// <summary>Puts what was learned of the installation into a report.</summary>
        public void Report(InstallationReport report)
        {
            if (_trial == null)
            {
                _judge.Report(report);
            }
            else
            {
                report.Clear();
            }
        }

        /// <summary>Sampling rests: what is left of the features goes out.</summary>
        public void Rest()
        {
            Flush();
        }

        public void Save(PayloadWriter record)
        {
            Recalibrate();
            record.Byte(State);
            record.Byte(ModelState);
            record.Int32(LastScore);
            record.Int32(WindowsJudged);
            record.Int32(_batchSequence);
            record.Int32(_eventSequence);
            Magnitude.Save(record);
            _magnitudes.Save(record);
            record.Int64(_keptMs);
            record.Int32(_judge.Crc);
            record.Int32(_judge.Generation);
            record.Byte(_trial == null ? 0 : 1);
            if (_trial == null)
            {
                _judge.Health.Save(record);
                SaveLearned(record);
            }
            else
            {
                _trial.Save(record);
            }
        }

        public void Load(PayloadReader record)
        {
            ChangeJudge();
            State = record.Byte("state", 0, HealthState.Count - 1);
            ModelState = record.Byte("model's state", 0, HealthState.Count - 1);
            _outbox.State = State;
            LastScore = record.Int32("last score");
            WindowsJudged = record.Count("windows judged");
            _batchSequence = record.Count("feature sequence");
            _eventSequence = record.Count("event sequence");
            Magnitude.Load(record);
            _magnitudes.Load(record);
            _keptMs = record.LongCount("kept");
            int crc = record.Int32("model");
            int generation = record.Int32("generation");
            bool same = crc == _judge.Crc && generation == _judge.Generation;
            bool wasTrial = record.Byte("trial", 0, 1) == 1;
            if (wasTrial)
            {
                // Whatever it was about, a trial that is not this one begins at its beginning.
                Trial trial = same && _trial != null ? _trial : new Trial(_judge);
                trial.Load(record);
            }
            else
            {
                HealthMonitor health = same && _trial == null ? _judge.Health : new HealthMonitor(null);
                health.Load(record);
                LoadLearned(record, same && _trial == null);
            }
        }

        private void SaveLearned(PayloadWriter record)
        {
            record.Int16(_judge.Learns ? _judge.LearnedLength : 0);
            if (_judge.Learns)
            {
                _judge.SaveLearned(record);
            }
        }

        private void LoadLearned(PayloadReader record, bool isSame)
        {
            int length = record.UInt16("length of what was learned");
            if (isSame && length > 0)
            {
                _judge.LoadLearned(record);
            }
            else
            {
                record.Raw("what was learned", length);
            }
        }

        private void ChangeJudge()
        {
            Trial trial;
            Judge next = _judges.TakeJudge(out trial);
            if (next != null)
            {
                // The one that a trial was to replace knows what it has learned meanwhile.
                bool goesOn = _proven != null && _proven.IsSame(next);
                if (goesOn)
                {
                    _proven.Restart();
                }

                Adopt(goesOn ? _proven : next, null);
                _proven = null;
            }

            if (trial != null)
            {
                // The one before stays in memory: what a failed trial goes back to must not wait for another thread.
                _proven = _trial == null ? _judge : _proven;
                Adopt(trial.Judge, trial);
            }
        }

        private void Adopt(Judge next, Trial trial)
        {
            // Rows of one batch carry one model.
            Flush();
            _magnitudes.Prepare(next);
            _judge = next;
            _trial = trial;
            _batch.ModelCrc = next.Crc;
            _batch.Generation = next.Generation;
        }

        private void Recalibrate()
        {
            if (!_installation.TakeForget())
            {
                return;
            }

            _judge.Forget();
            if (_proven != null)
            {
                _proven.Forget();
            }
        }

        // Nothing from the first window of a warning on, and nothing with a table on probation.
        private void Learn()
        {
            if (_trial != null || !_judge.Learns || !_judge.Health.MayLearn)
            {
                return;
            }

            bool isNews = _judge.Learn(_features);
            long nowMs = _clock.UptimeMs;
            if (isNews || nowMs - _keptMs >= KeepMs)
            {
                _keptMs = nowMs;
                _installation.Keep(_judge);
            }
        }

        private int JudgeState()
        {
            int strongest = 0;
            for (int axis = 1; axis < _features.RmsMilliG.Length; axis++)
            {
                if (_features.RmsMilliG[axis] > _features.RmsMilliG[strongest])
                {
                    strongest = axis;
                }
            }

            int rms = _features.RmsMilliG[strongest];
            ModelState = JudgeModel(rms);
            int state = JointState.Of(ModelState, _magnitudes.State);
            if (state == _magnitudes.State && _magnitudes.State != HealthState.Healthy)
            {
                _cause.CopyFrom(_magnitudes.Cause);
            }
            else if (state == HealthState.Stopped)
            {
                _cause.Set(StateCause.Standstill, strongest, rms, _judge.Health.StoppedRmsMilliG);
            }
            else if (state == HealthState.Warning || state == HealthState.Alarm)
            {
                _cause.Set(StateCause.Score, StateCause.NoAxis, _judge.Health.MeanScore, _judge.LimitOf(state));
            }
            else if (state == HealthState.SensorFault && _judge.Health.IsTooGood)
            {
                _cause.Set(StateCause.LowScore, StateCause.NoAxis, _judge.Health.MeanScore, _judge.LimitOf(state));
            }
            else if (state == HealthState.SensorFault && _features.Flat)
            {
                _cause.Set(StateCause.Flat, StateCause.NoAxis, 0, 0);
            }
            else
            {
                _cause.Clear();
            }

            return state;
        }

        private int JudgeModel(int rmsMilliG)
        {
            int state = _judge.Health.Judge(LastScore, _features.Flat, rmsMilliG);
            if (_trial == null)
            {
                return state;
            }

            if (!_features.Flat && _judge.Health.PointwiseState != HealthState.Stopped)
            {
                _trial.Add(LastScore);
            }

            // A table on probation says whether the machine runs, but not how it is.
            return state == HealthState.Stopped || state == HealthState.SensorFault ? state : HealthState.Initializing;
        }

        private void EndTrial()
        {
            Trial trial = _trial;
            if (trial.Passed)
            {
                _trial = null;
                _judge.Forget();
            }
            else
            {
                _proven.Restart();
                Adopt(_proven, null);
            }

            _proven = null;
            _judges.Decide(trial);
        }

        private void SendFeatures(WindowCapture capture, int state)
        {
            long nowMs = _clock.UptimeMs;
            bool every = _policy.SendsEvery(nowMs);
            if (!_policy.IsDue(nowMs) && !every)
            {
                return;
            }

            _batch.Add(capture.Window, capture.FirstFrame, state, LastScore, _features.TemperatureCentiC, _features.RmsMilliG, _features.Values);
            if (_batch.IsFull || !every)
            {
                Flush();
            }
        }

        private void Flush()
        {
            if (_batch.RowCount == 0)
            {
                return;
            }

            _batchSequence++;
            _batch.Sequence = _batchSequence;
            _outbox.AddMessage(Topics.Features, _batch.Encode());
            _batch.Clear();
        }

        private void ChangeState(int state, int window)
        {
            if (state == State)
            {
                return;
            }

            _eventSequence++;
            HealthEvent change = new HealthEvent();
            change.BootId = _bootId;
            change.Sequence = _eventSequence;
            change.UptimeMs = _clock.UptimeMs;
            change.UnixSeconds = _clock.UnixSeconds;
            change.StateBefore = State;
            change.State = state;
            change.Window = window;
            change.MeanScore = MeanScore;
            change.ModelCrc = _judge.Crc;
            change.Generation = _judge.Generation;
            change.Cause.CopyFrom(_cause);
            change.TemperatureCentiC = _features.TemperatureCentiC;
            _features.RmsMilliG.CopyTo(change.RmsMilliG, 0);
            if (LastScore != Score.None && !_cause.IsMagnitude)
            {
                PutBlame(change);
            }

            State = state;
            _outbox.State = state;
            _outbox.AddEvent(change);
        }

        private void PutBlame(HealthEvent change)
        {
            int[] features = new int[HealthEvent.MaximumBlamed];
            int[] excess = new int[HealthEvent.MaximumBlamed];
            _judge.Blame.Top(features);
            for (int i = 0; i < features.Length; i++)
            {
                excess[i] = _judge.Blame.Of(features[i]);
            }

            change.BlamedFeatures = features;
            change.BlamedExcess = excess;
        }
    }
}
