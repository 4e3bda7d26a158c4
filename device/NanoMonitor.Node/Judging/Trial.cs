using NanoMonitor.Core.Binary;
using NanoMonitor.Node.Duty;

namespace NanoMonitor.Node.Judging
{
    /// <summary>
    /// A new table on probation: over a number of windows of the running machine its mean score must lie within the band in
    /// which it lay for the healthy machine it was trained on.
    /// </summary>
    public sealed class Trial : ICarried
    {
        private const int FewestWindows = 16;

        private readonly int _needed;
        private int _windows;
        private long _sum;

        public Trial(Judge judge)
        {
            Judge = judge;
            _needed = judge.AggregateWindows > FewestWindows ? judge.AggregateWindows : FewestWindows;
        }

        public Judge Judge { get; }

        public bool IsOver
        {
            get { return _windows == _needed; }
        }

        /// <summary>Mean of the scores so far, Q12, rounded towards zero.</summary>
        public int MeanScore
        {
            get { return _windows == 0 ? 0 : (int)(_sum / _windows); }
        }

        public bool IsBelowBand
        {
            get { return MeanScore < Judge.CalibrationLow; }
        }

        public bool IsAboveBand
        {
            get { return MeanScore > Judge.CalibrationHigh; }
        }

        public bool Passed
        {
            get { return IsOver && !IsBelowBand && !IsAboveBand; }
        }

        /// <summary>Takes the score of a window in which the machine ran.</summary>
        public void Add(int score)
        {
            _sum += score;
            _windows++;
        }

        public void Save(PayloadWriter record)
        {
            record.Int32(_windows);
            record.Int64(_sum);
        }

        public void Load(PayloadReader record)
        {
            _windows = record.Count("windows of the trial");
            _sum = record.Int64("sum of the trial");
        }
    }
}
