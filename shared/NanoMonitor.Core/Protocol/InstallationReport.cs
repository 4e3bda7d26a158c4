using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// What a node has learned of its installation, and how the machine has changed since (<see cref="ScoreBaseline"/>,
    /// <see cref="DriftWatch"/>): part of the telemetry.
    /// <code>
    /// bytes  field
    ///     1  learned, percent, 0 … 100; 255 = nothing is to be learned: no model, or one that says so
    ///     2  what was added to the limits of warning and alarm, Q8 bits per feature, signed
    ///     2  change of the slow score, likewise
    ///   3·3  the bands that changed most: feature index (1), change in 1/256 octave, signed (2); the most first
    /// </code>
    /// </summary>
    public sealed class InstallationReport
    {
        public const int EncodedLength = 14;
        public const int BandCount = 3;

        /// <summary>Stands where nothing is to be learned.</summary>
        public const int NothingToLearn = 255;

        private const int ScoreToQ8 = 4;

        /// <summary>0 … 100, or <see cref="NothingToLearn"/>.</summary>
        public int LearnedPercent { get; set; } = NothingToLearn;

        /// <summary>Q8 bits per feature.</summary>
        public int Offset { get; set; }

        /// <summary>Q8 bits per feature.</summary>
        public int ScoreChange { get; set; }

        /// <summary>Indices of features, 0 … 255; below the first change of 0 they say nothing.</summary>
        public int[] Bands { get; } = new int[BandCount];

        /// <summary>1/256 octave; up is louder.</summary>
        public int[] BandChanges { get; } = new int[BandCount];

        /// <summary>Nothing is to be learned.</summary>
        public void Clear()
        {
            LearnedPercent = NothingToLearn;
            Offset = 0;
            ScoreChange = 0;
            for (int i = 0; i < BandCount; i++)
            {
                Bands[i] = 0;
                BandChanges[i] = 0;
            }
        }

        /// <summary>Takes the figures of a baseline and a watch, scores rounded down and kept within 16 bits. Allocates nothing.</summary>
        public void Set(ScoreBaseline baseline, DriftWatch drift)
        {
            LearnedPercent = drift.LearnedPercent;
            Offset = ToQ8(baseline.Offset);
            ScoreChange = ToQ8(drift.ScoreChange);
            drift.Top(Bands);
            for (int i = 0; i < BandCount; i++)
            {
                BandChanges[i] = drift.BandChange(Bands[i]);
            }
        }

        public void Write(PayloadWriter writer)
        {
            writer.Byte(LearnedPercent);
            writer.Int16(Offset);
            writer.Int16(ScoreChange);
            for (int i = 0; i < BandCount; i++)
            {
                writer.Byte(Bands[i]);
                writer.Int16(BandChanges[i]);
            }
        }

        public void Read(PayloadReader reader)
        {
            LearnedPercent = reader.Byte("learned");
            if (LearnedPercent > 100 && LearnedPercent != NothingToLearn)
            {
                throw reader.Refuse("learned", "is " + LearnedPercent.ToString() + " %");
            }

            Offset = reader.Int16("offset of the limits");
            ScoreChange = reader.Int16("change of the score");
            for (int i = 0; i < BandCount; i++)
            {
                Bands[i] = reader.Byte("band");
                BandChanges[i] = reader.Int16("change of the band");
            }
        }

        private static int ToQ8(int scoreQ12)
        {
            int value = scoreQ12 >> ScoreToQ8;
            return value > short.MaxValue ? short.MaxValue : value < short.MinValue ? short.MinValue : value;
        }
    }
}
