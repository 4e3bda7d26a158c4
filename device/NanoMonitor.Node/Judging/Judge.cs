using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Node.Judging
{
    /// <summary>What judges windows: a weight table with all it needs, or nothing but magnitudes where there is no table.</summary>
    public sealed class Judge
    {
        private readonly GroupMade _model;
        private readonly Thresholds _thresholds;
        private readonly DriftWatch _drift;
        private int _stoppedRmsMilliG;
        private int _standstillWindows = 1;

        /// <summary>Without a model.</summary>
        public Judge()
        {
            Health = new HealthMonitor(null);
            ModelId = "";
        }

        /// <summary>With a weight table.</summary>
        /// <param name="manifest">May put the scores that count at this node in place of the table's.</param>
        /// <exception cref="FormatException">The table is damaged, made for other features, or gives another score than it must; or the manifest's scores do not go with it.</exception>
        public Judge(byte[] package, ModelManifest manifest, long featureSpecHash)
        {
            WeightTable table = WeightTable.Read(package);
            if (table.Spec.Hash != featureSpecHash)
            {
                throw new FormatException("the table is for feature spec " + Hex.Of(table.Spec.Hash) + ", this node has " + Hex.Of(featureSpecHash));
            }

            _model = new GroupMade(table);
            if (!_model.ReproducesGoldenScore())
            {
                throw new FormatException("the golden vector scores otherwise than the table says");
            }

            _thresholds = table.Thresholds;
            TakeThresholds(manifest);
            Health = new HealthMonitor(_thresholds);
            _drift = Learns ? new DriftWatch(table) : null;
            Blame = new Blame(table.Spec.FeatureCount);
            ModelId = manifest.ModelId;
            Generation = manifest.Generation;
            Crc = table.Crc;
        }

        /// <summary>From scores to states.</summary>
        public HealthMonitor Health { get; private set; }

        /// <summary>Null without a model.</summary>
        public Blame Blame { get; }

        /// <summary>Empty without a model.</summary>
        public string ModelId { get; }

        /// <summary>0 without a model.</summary>
        public int Generation { get; }

        /// <summary>CRC-32 of the table; 0 without a model.</summary>
        public int Crc { get; }

        public bool HasModel
        {
            get { return _model != null; }
        }

        /// <summary>Whether the table has something learned of the installation.</summary>
        public bool Learns
        {
            get { return HasModel && _thresholds.BaselineWindows > 0; }
        }

        /// <summary>Whether the machine has slowly changed since it was commissioned.</summary>
        public bool HasChanged
        {
            get { return Learns && _drift.HasChanged; }
        }

        /// <summary>Bytes of <see cref="SaveLearned"/>, where it learns.</summary>
        public int LearnedLength
        {
            get { return ScoreBaseline.SavedLength + _drift.SavedLength; }
        }

        /// <summary>Windows of the trailing mean; 1 without a model.</summary>
        public int AggregateWindows
        {
            get { return HasModel ? _thresholds.AggregateWindows : 1; }
        }

        /// <summary>Lower end of the band of a healthy machine's mean scores, Q12.</summary>
        public int CalibrationLow
        {
            get { return _thresholds.CalibrationLow; }
        }

        /// <summary>Upper end of that band.</summary>
        public int CalibrationHigh
        {
            get { return _thresholds.CalibrationHigh; }
        }

        /// <summary>The limit of the mean score behind a state, Q12.</summary>
        public int LimitOf(int state)
        {
            return state == HealthState.Alarm ? _thresholds.AlarmScore + Health.Baseline.Offset
                : state == HealthState.SensorFault ? _thresholds.LowScore
                : _thresholds.WarningScore + Health.Baseline.Offset;
        }

        /// <summary>What counts as standstill where the weight table does not say; see <see cref="HealthMonitor.UseStandstill"/>.</summary>
        public void UseStandstill(int stoppedRmsMilliG, int windows)
        {
            _stoppedRmsMilliG = stoppedRmsMilliG;
            _standstillWindows = windows;
            Health.UseStandstill(stoppedRmsMilliG, windows);
        }

        /// <summary>The window's score, Q12 bits per feature, or <see cref="Score.None"/> without a model.</summary>
        public int Evaluate(WindowFeatures features)
        {
            if (_model == null)
            {
                return Score.None;
            }

            int score = _model.Evaluate(features.Values);
            Blame.Add(_model.Terms);
            return score;
        }

        private void TakeThresholds(ModelManifest manifest)
        {
            if (manifest.WarningScore != Score.None)
            {
                _thresholds.WarningScore = manifest.WarningScore;
            }

            if (manifest.AlarmScore != Score.None)
            {
                _thresholds.AlarmScore = manifest.AlarmScore;
            }

            if (manifest.WarningScore != Score.None || manifest.AlarmScore != Score.None)
            {
                // Chosen for this very installation: what the node learns of it does not move them.
                _thresholds.OffsetLimit = 0;
            }

            if (_thresholds.AlarmScore < _thresholds.WarningScore || _thresholds.WarningScore <= _thresholds.LowScore)
            {
                throw new FormatException("the manifest's warning and alarm scores do not go with the table's");
            }
        }

        /// <summary>Whether it has a table, the same one in the same generation as another judge.</summary>
        public bool IsSame(Judge other)
        {
            return HasModel && other.HasModel && Crc == other.Crc && Generation == other.Generation;
        }

        /// <summary>Learns from the window just judged, if it was a healthy one. Allocates nothing.</summary>
        /// <returns>Whether that is worth keeping at once: commissioning is over, or the machine has changed or come back.</returns>
        public bool Learn(WindowFeatures features)
        {
            bool wasLearning = _drift.IsLearning;
            bool hadChanged = _drift.HasChanged;
            _drift.Take(features.Values, _model.Mode, Health.MeanScore);
            return wasLearning != _drift.IsLearning || hadChanged != _drift.HasChanged;
        }

        /// <summary>Puts what was learned into a report.</summary>
        public void Report(InstallationReport report)
        {
            if (Learns)
            {
                report.Set(Health.Baseline, _drift);
            }
            else
            {
                report.Clear();
            }
        }

        /// <summary>Forgets what the state was; what was learned of the installation stays.</summary>
        public void Restart()
        {
            Health.Restart();
        }

        /// <summary>Forgets what the state was and what was learned: commissions anew.</summary>
        public void Forget()
        {
            Health = new HealthMonitor(_thresholds);
            Health.UseStandstill(_stoppedRmsMilliG, _standstillWindows);
            if (_drift != null)
            {
                _drift.Forget();
            }
        }

        /// <summary>Writes what was learned, where it learns.</summary>
        public void SaveLearned(PayloadWriter record)
        {
            Health.Baseline.Save(record);
            _drift.Save(record);
        }

        /// <summary>Takes over what a judge with the same table wrote.</summary>
        /// <exception cref="FormatException">None can have written it.</exception>
        public void LoadLearned(PayloadReader record)
        {
            Health.Baseline.Load(record);
            _drift.Load(record);
        }
    }
}
