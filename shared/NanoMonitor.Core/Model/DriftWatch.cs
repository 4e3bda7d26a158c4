using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// Whether the machine has slowly become another one since it was commissioned, short of a warning: the slow trends of the score
    /// and of each band's energy against what they were at first. A finding of its own (<see cref="NodeFinding.Changed"/>), never a state.
    /// </summary>
    /// <remarks>
    /// Use: one for each confirmed table. After each window, and only where <see cref="HealthMonitor.MayLearn"/> says so, call
    /// <see cref="Take"/>; so nothing is learned from the first window of a warning on. <see cref="Save"/> and <see cref="Load"/>
    /// carry it over sleeps and reboots.
    /// Bands are compared with their level in the window's operating mode, so that another share of modes is no drift. The first
    /// <see cref="Thresholds.BaselineWindows"/> windows give the baseline, their mean. From then on each band's median since is followed
    /// by steps of 1/4096 octave (Ma, Muthukrishnan and Sandler, "Frugal streaming for estimating quantiles", 2013): an octave takes
    /// 4096 windows at least, and single windows hardly count. The score is followed by an exponential mean over 4096 windows.
    /// The finding ends at half the limits.
    /// </remarks>
    public sealed class DriftWatch
    {
        // Levels are Q4 of the features' unit; up to 7 octaves either way.
        private const int LevelShift = 4;
        private const int MostLevel = 7 * 4096;

        // Exponential mean over 2^12 scores.
        private const int ScoreShift = 12;

        private readonly int _needed;
        private readonly int _scoreLimit;
        private readonly int _bandLimit;
        private readonly int _axisCount;
        private readonly int _bandCount;
        private readonly int _featuresPerAxis;
        private readonly short[][] _modeLevels;

        // By feature: while learning the sum, then the baseline.
        private readonly int[] _baseline;
        private readonly short[] _level;
        private int _taken;
        private int _scoreBaseline;

        // While learning the sum, then the mean times 2^ScoreShift.
        private long _score;

        /// <summary>Nothing learned yet.</summary>
        /// <param name="table">Its limits and levels; not needed afterwards.</param>
        public DriftWatch(WeightTable table)
        {
            Thresholds thresholds = table.Thresholds;
            FeatureSpec spec = table.Spec;
            _needed = thresholds.BaselineWindows;
            _scoreLimit = thresholds.ScoreDriftLimit;
            _bandLimit = thresholds.BandDriftLimit;
            _axisCount = spec.AxisCount;
            _bandCount = spec.BandCount;
            _featuresPerAxis = spec.FeaturesPerAxis;
            _baseline = new int[spec.AxisCount * spec.FeaturesPerAxis];
            _level = new short[_baseline.Length];
            _modeLevels = new short[table.ModeCount][];
            for (int mode = 0; mode < _modeLevels.Length; mode++)
            {
                _modeLevels[mode] = ModeLevels.Of(table, mode);
            }
        }

        /// <summary>Whether the baseline is not known yet; then nothing has changed.</summary>
        public bool IsLearning
        {
            get { return _taken < _needed || _needed == 0; }
        }

        /// <summary>How much of the baseline is known, 0 … 100 %; 100 where the table has nothing learned.</summary>
        public int LearnedPercent
        {
            get { return _needed == 0 ? 100 : 100 * _taken / _needed; }
        }

        /// <summary>Whether the score or a band has left its limit and not come back to half of it.</summary>
        public bool HasChanged { get; private set; }

        /// <summary>How far the slow mean of the mean score lies from its baseline, Q12 bits a feature; 0 while learning.</summary>
        public int ScoreChange
        {
            get { return IsLearning ? 0 : (int)(_score >> ScoreShift) - _scoreBaseline; }
        }

        /// <summary>Bytes of <see cref="Save"/>: 15, and 4 for each band of each axis.</summary>
        public int SavedLength
        {
            get { return 15 + (4 * _axisCount * _bandCount); }
        }

        /// <summary>Takes a healthy window. Allocates nothing.</summary>
        /// <param name="features">Its features.</param>
        /// <param name="mode">The mode of its score, <see cref="GroupMade.Mode"/>.</param>
        /// <param name="meanScore">The trailing mean of the score, Q12.</param>
        public void Take(short[] features, int mode, int meanScore)
        {
            if (_needed == 0)
            {
                return;
            }

            if (IsLearning)
            {
                Learn(features, _modeLevels[mode], meanScore);
                return;
            }

            _score += meanScore - (int)(_score >> ScoreShift);
            int largest = Follow(features, _modeLevels[mode]) >> LevelShift;
            int score = ScoreChange < 0 ? -ScoreChange : ScoreChange;
            if (score >= _scoreLimit || largest >= _bandLimit)
            {
                HasChanged = true;
            }
            else if (score < _scoreLimit >> 1 && largest < _bandLimit >> 1)
            {
                HasChanged = false;
            }
        }

        /// <summary>Learns anew.</summary>
        public void Forget()
        {
            _taken = 0;
            _score = 0;
            _scoreBaseline = 0;
            HasChanged = false;
            Array.Clear(_baseline, 0, _baseline.Length);
            Array.Clear(_level, 0, _level.Length);
        }

        /// <summary>How far a band's slow level lies from its baseline.</summary>
        /// <param name="feature">Index of the band among the features; others give 0.</param>
        /// <returns>1/256 octave, up is louder; 0 while learning.</returns>
        public int BandChange(int feature)
        {
            return feature < _level.Length ? _level[feature] >> LevelShift : 0;
        }

        /// <summary>The bands that changed most, either way, most first; of equals the lower index.</summary>
        /// <param name="features">Filled with indices of features, to its length, which is at most the number of bands of all axes.</param>
        public void Top(int[] features)
        {
            for (int rank = 0; rank < features.Length; rank++)
            {
                int best = -1;
                int bestChange = -1;
                for (int i = 0; i < _level.Length; i++)
                {
                    int change = _level[i] < 0 ? -_level[i] : _level[i];
                    if (i % _featuresPerAxis < _bandCount && change > bestChange && !Contains(features, rank, i))
                    {
                        best = i;
                        bestChange = change;
                    }
                }

                features[rank] = best;
            }
        }

        /// <summary>
        /// Writes windows learned from (2 bytes), whether it has changed (1), the score's baseline (4) and sum or mean (8), and of each
        /// band its sum (4), once learned its baseline and its level (2 each).
        /// </summary>
        public void Save(PayloadWriter writer)
        {
            writer.Int16(_taken);
            writer.Byte(HasChanged ? 1 : 0);
            writer.Int32(_scoreBaseline);
            writer.Int64(_score);
            for (int i = 0; i < _baseline.Length; i++)
            {
                if (i % _featuresPerAxis >= _bandCount)
                {
                    continue;
                }

                if (IsLearning)
                {
                    writer.Int32(_baseline[i]);
                }
                else
                {
                    writer.Int16(_baseline[i]);
                    writer.Int16(_level[i]);
                }
            }
        }

        /// <summary>Takes over what <see cref="Save"/> wrote for the same table.</summary>
        /// <exception cref="FormatException">No watch of this table can have written it.</exception>
        public void Load(PayloadReader reader)
        {
            _taken = reader.UInt16("windows of the baseline", 0, _needed);
            HasChanged = reader.Byte("has changed", 0, 1) == 1;
            _scoreBaseline = reader.Int32("baseline of the score");
            _score = reader.Int64("slow score");
            for (int i = 0; i < _baseline.Length; i++)
            {
                if (i % _featuresPerAxis >= _bandCount)
                {
                    continue;
                }

                if (IsLearning)
                {
                    _baseline[i] = reader.Int32("sum of a band");
                    _level[i] = 0;
                }
                else
                {
                    _baseline[i] = reader.Int16("baseline of a band");
                    _level[i] = (short)reader.Int16("level of a band");
                }
            }
        }

        private static bool Contains(int[] features, int length, int feature)
        {
            for (int i = 0; i < length; i++)
            {
                if (features[i] == feature)
                {
                    return true;
                }
            }

            return false;
        }

        private void Learn(short[] features, short[] modeLevels, int meanScore)
        {
            int[] sums = _baseline;
            int count = sums.Length;
            for (int i = 0; i < count; i++)
            {
                sums[i] += features[i] - modeLevels[i];
            }

            _score += meanScore;
            _taken++;
            if (_taken < _needed)
            {
                return;
            }

            for (int i = 0; i < count; i++)
            {
                int mean = sums[i] / _needed;
                sums[i] = mean > short.MaxValue ? short.MaxValue : mean < short.MinValue ? short.MinValue : mean;
            }

            _scoreBaseline = (int)(_score / _needed);
            _score = (long)_scoreBaseline << ScoreShift;
        }

        // One step of every band towards this window; the largest change either way, Q4.
        private int Follow(short[] features, short[] modeLevels)
        {
            int[] baseline = _baseline;
            short[] levels = _level;
            int largest = 0;
            int first = 0;
            for (int axis = 0; axis < _axisCount; axis++)
            {
                int end = first + _bandCount;
                for (int i = first; i < end; i++)
                {
                    int level = levels[i];
                    int now = (features[i] - modeLevels[i] - baseline[i]) << LevelShift;
                    if (now > level && level < MostLevel)
                    {
                        level++;
                    }
                    else if (now < level && level > -MostLevel)
                    {
                        level--;
                    }

                    levels[i] = (short)level;
                    if (level > largest)
                    {
                        largest = level;
                    }
                    else if (-level > largest)
                    {
                        largest = -level;
                    }
                }

                first += _featuresPerAxis;
            }

            return largest;
        }
    }
}
