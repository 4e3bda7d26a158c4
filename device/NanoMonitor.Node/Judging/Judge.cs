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

            if (_thresholds.AlarmScore < _thresholds.WarningScore || _thresholds.WarningScore <= _thresholds.LowScore)
            {
                throw new FormatException("the manifest's warning and alarm scores do not go with the table's");
            }
        }

        /// <summary>Forgets what the state was.</summary>
        public void Restart()
        {
            Health = new HealthMonitor(_thresholds);
            Health.UseStandstill(_stoppedRmsMilliG, _standstillWindows);
        }
    }
}
