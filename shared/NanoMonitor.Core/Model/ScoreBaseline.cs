using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// How far the scores of one installation lie from those of the machine the table was trained on: learned from its first healthy
    /// mean scores, then frozen for good.
    /// </summary>
    /// <remarks>
    /// The offset is a winsorised mean: each score counts with its distance from the table's centre, at most the table's limit
    /// (Huber, Robust Statistics, 1981, section 3.2, one step from a known location). So it never exceeds the limit, whatever the
    /// machine did meanwhile.
    /// </remarks>
    public sealed class ScoreBaseline
    {
        /// <summary>Bytes of <see cref="Save"/>.</summary>
        public const int SavedLength = 10;

        private readonly int _centre;
        private readonly int _limit;
        private readonly int _needed;
        private int _taken;
        private long _sum;

        /// <summary>Nothing learned yet.</summary>
        /// <param name="centre">Where the mean scores of the training lay, Q12.</param>
        /// <param name="limit">The greatest offset either way, Q12, 0 … 2^20.</param>
        /// <param name="needed">Mean scores to learn from, 0 … 30000; 0 = the offset stays 0.</param>
        public ScoreBaseline(int centre, int limit, int needed)
        {
            _centre = centre;
            _limit = limit;
            _needed = needed;
        }

        /// <summary>Whether more scores are needed. Until then the offset is 0.</summary>
        public bool IsLearning
        {
            get { return _taken < _needed; }
        }

        /// <summary>What to add to the table's limits, Q12.</summary>
        public int Offset { get; private set; }

        /// <summary>Takes the mean score, Q12, of one more healthy window; does nothing once learned.</summary>
        public void Take(int meanScore)
        {
            if (!IsLearning)
            {
                return;
            }

            long distance = (long)meanScore - _centre;
            _sum += distance > _limit ? _limit : distance < -_limit ? -_limit : distance;
            _taken++;
            Settle();
        }

        /// <summary>Writes scores taken (2 bytes) and their sum (8).</summary>
        public void Save(PayloadWriter writer)
        {
            writer.Int16(_taken);
            writer.Int64(_sum);
        }

        /// <summary>Takes over what <see cref="Save"/> wrote in a baseline of the same table.</summary>
        /// <exception cref="FormatException">No baseline of this table can have written it.</exception>
        public void Load(PayloadReader reader)
        {
            _taken = reader.UInt16("scores of the baseline", 0, _needed);
            _sum = reader.Int64("sum of the baseline");
            long most = (long)_taken * _limit;
            if (_sum > most || _sum < -most)
            {
                throw reader.Refuse("sum of the baseline", "is beyond its limit");
            }

            Settle();
        }

        private void Settle()
        {
            Offset = IsLearning || _needed == 0 ? 0 : (int)(_sum / _needed);
        }
    }
}
