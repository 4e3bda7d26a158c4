namespace NanoMonitor.Core.Model
{
    /// <summary>How scores become states. Scores are Q12 bits per feature; times are in windows.</summary>
    public sealed class Thresholds
    {
        /// <summary>Length of the trailing mean, 1 … 4096 windows.</summary>
        public int AggregateWindows = 1;

        /// <summary>Windows in a row whose mean score must reach <see cref="WarningScore"/>, 1 … 65535.</summary>
        public int WarningHoldWindows = 1;

        /// <summary>Windows in a row whose mean score must reach <see cref="AlarmScore"/>, or fall to <see cref="LowScore"/>, 1 … 65535.</summary>
        public int AlarmHoldWindows = 1;

        /// <summary>Windows in a row below a threshold, less <see cref="Hysteresis"/>, that end its state, 1 … 65535.</summary>
        public int ClearHoldWindows = 1;

        /// <summary>Mean score from which a warning is due.</summary>
        public int WarningScore = int.MaxValue;

        /// <summary>Mean score from which an alarm is due; at least <see cref="WarningScore"/>.</summary>
        public int AlarmScore = int.MaxValue;

        /// <summary>Mean score down to which the signal is too good to be real: a dead sensor.</summary>
        public int LowScore = int.MinValue;

        /// <summary>How far below a threshold a mean score must fall to end its state, 0 or more.</summary>
        public int Hysteresis;

        /// <summary>Lower end of the band in which mean scores of the healthy machine lie; a new table is tested against it.</summary>
        public int CalibrationLow = int.MinValue;

        /// <summary>Upper end of the band in which mean scores of the healthy machine lie.</summary>
        public int CalibrationHigh = int.MaxValue;

        /// <summary>
        /// Healthy windows from which the node learns how this installation differs from the one trained on (<see cref="ScoreBaseline"/>,
        /// <see cref="DriftWatch"/>), 0 … 30000; 0 = it learns nothing.
        /// </summary>
        public int BaselineWindows;

        /// <summary>The median mean score of the healthy machine.</summary>
        public int CentreScore;

        /// <summary>How far the learned offset may move the thresholds, either way, 0 … 2^20.</summary>
        public int OffsetLimit;

        /// <summary>Change of the slow score since commissioning that is a finding, 1 or more.</summary>
        public int ScoreDriftLimit = int.MaxValue;

        /// <summary>Change of a band's slow energy since commissioning that is a finding, 1/256 octave, 1 … 65535.</summary>
        public int BandDriftLimit = 65535;

        /// <summary>RMS of the strongest axis, in 0.001 g, below which the machine counts as stopped; 0 = never.</summary>
        public int StoppedRmsMilliG;
    }
}
