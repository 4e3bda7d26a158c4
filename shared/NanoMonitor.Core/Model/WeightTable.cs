using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// A trained Group MADE as a node runs it (file extension <c>.nmt</c>), read from and checked against its bytes.
    /// </summary>
    /// <remarks>
    /// Little-endian. Header: "NMT" and version 2 (4 bytes), length of the whole table (4), feature spec (24, see
    /// <see cref="FeatureSpec.Encode"/>), its hash (8), modes K (1), groups G (1), hidden units H (1), flags (1; bit 0: an order is stored).
    /// Thresholds: aggregate, warning hold, alarm hold, clear hold (2 each, windows), warning, alarm, low, hysteresis, calibration low
    /// and high (4 each, Q12), stopped RMS (2, 0.001 g), baseline windows (2), centre, offset limit, score drift limit (4 each, Q12), band
    /// drift limit (2, 1/256 octave), zero (2). Group sizes (G). Order (D, only with flag 0; otherwise 0 … D − 1).
    /// Standardiser: offset (2·D), scale (2·D), by feature. Then each mode: has residual (1), bias (2·D), log2 σ (2·D), the skip layer,
    /// and with a residual the hidden bias (2·H), hidden layer, mean head, log2 σ head. A layer: multipliers (2 a row), shifts (1 a row),
    /// weights (1 each, row after row). Golden vector: features (2·D), score (4, Q12). CRC32 of all before it (4).
    /// </remarks>
    public sealed class WeightTable
    {
        /// <summary>The format's version.</summary>
        public const int Version = 2;

        /// <summary>The largest table a node takes, in bytes.</summary>
        public const int MaxLength = 16384;

        /// <summary>The most modes a table may have.</summary>
        public const int MaxModes = 8;

        /// <summary>Flag: the order of the features is stored.</summary>
        public const int HasOrder = 1;

        // Their sums of differences of features fit 32 bits.
        private const int MaxBaselineWindows = 30000;
        private const int MaxOffset = 1 << 20;

        private WeightTable(int length, int crc)
        {
            Length = length;
            Crc = crc;
        }

        /// <summary>The features it reads.</summary>
        public FeatureSpec Spec { get; private set; }

        /// <summary>How its scores become states.</summary>
        public Thresholds Thresholds { get; private set; }

        /// <summary>Groups and order.</summary>
        public GroupOrder Order { get; private set; }

        /// <summary>Hidden units of each residual network; 0 where no mode has one.</summary>
        public int HiddenCount { get; private set; }

        /// <summary>Offset of each feature, in feature units.</summary>
        public short[] Offset { get; private set; }

        /// <summary>Scale of each feature, 1 … 32767; see <see cref="GroupMade.StandardiserShift"/>.</summary>
        public short[] Scale { get; private set; }

        /// <summary>The modes.</summary>
        public ModeTable[] Modes { get; private set; }

        /// <summary>The features of the golden vector.</summary>
        public short[] GoldenFeatures { get; private set; }

        /// <summary>The score every build must give the golden vector, Q12.</summary>
        public int GoldenScore { get; private set; }

        /// <summary>CRC32 of the table, by which telemetry names it.</summary>
        public int Crc { get; }

        /// <summary>Length in bytes.</summary>
        public int Length { get; }

        /// <summary>Number of modes.</summary>
        public int ModeCount
        {
            get { return Modes.Length; }
        }

        /// <summary>Reads and checks a table. Its golden score is checked by <see cref="GroupMade.ReproducesGoldenScore"/>.</summary>
        /// <exception cref="FormatException">Not a table, another version, truncated, damaged, or inconsistent; the message says which.</exception>
        public static WeightTable Read(byte[] bytes)
        {
            if (bytes == null || bytes.Length < 12 || bytes[0] != 'N' || bytes[1] != 'M' || bytes[2] != 'T')
            {
                throw new FormatException("weight table: does not start with 'NMT'");
            }

            if (bytes[3] != Version)
            {
                throw new FormatException("weight table: version " + bytes[3].ToString() + ", this build reads version " + Version.ToString());
            }

            int length = Bytes.ReadInt32(bytes, 4);
            if (length != bytes.Length || length > MaxLength)
            {
                throw new FormatException(
                    "weight table: header says " + length.ToString() + " bytes, there are " + bytes.Length.ToString() + ", allowed are " + MaxLength.ToString());
            }

            int crc = Crc32.Of(bytes, 0, length - 4);
            if (Bytes.ReadInt32(bytes, length - 4) != crc)
            {
                throw new FormatException("weight table: CRC32 does not match, the bytes are damaged");
            }

            WeightTable table = new WeightTable(length, crc);
            table.ReadAll(new PayloadReader("weight table", bytes, 4));
            return table;
        }

        private void ReadAll(PayloadReader reader)
        {
            reader.Raw("magic and length", 8);
            Spec = FeatureSpec.Decode(reader.Raw("feature spec", FeatureSpec.EncodedLength), 0);
            if (reader.Int64("hash of the feature spec") != Spec.Hash)
            {
                throw reader.Refuse("hash of the feature spec", "does not belong to it");
            }

            int features = Spec.FeatureCount;
            Modes = new ModeTable[reader.Byte("modes", 1, MaxModes)];
            int groupCount = reader.Byte("groups", 1, features);
            HiddenCount = reader.Byte("hidden units", 0, groupCount > 1 ? 255 : 0);
            int flags = reader.Byte("flags", 0, HasOrder);
            ReadThresholds(reader);
            ReadOrder(reader, groupCount, flags == HasOrder);
            Offset = new short[features];
            Scale = new short[features];
            ReadInto(reader, Offset, "offset");
            for (int i = 0; i < features; i++)
            {
                Scale[i] = (short)reader.UInt16("scale", 1, short.MaxValue);
            }

            for (int mode = 0; mode < Modes.Length; mode++)
            {
                Modes[mode] = ReadMode(reader);
            }

            GoldenFeatures = new short[features];
            ReadInto(reader, GoldenFeatures, "golden feature");
            GoldenScore = reader.Int32("golden score");
            reader.End();
        }

        private void ReadThresholds(PayloadReader reader)
        {
            Thresholds t = new Thresholds();
            t.AggregateWindows = reader.UInt16("windows of the trailing mean", 1, 4096);
            t.WarningHoldWindows = reader.UInt16("hold time of a warning", 1, 65535);
            t.AlarmHoldWindows = reader.UInt16("hold time of an alarm", 1, 65535);
            t.ClearHoldWindows = reader.UInt16("hold time of clearing", 1, 65535);
            t.WarningScore = reader.Int32("warning score");
            t.AlarmScore = reader.Int32("alarm score");
            t.LowScore = reader.Int32("low score");
            t.Hysteresis = reader.Count("hysteresis");
            t.CalibrationLow = reader.Int32("calibration band");
            t.CalibrationHigh = reader.Int32("calibration band");
            t.StoppedRmsMilliG = reader.UInt16("RMS of a stopped machine");
            t.BaselineWindows = reader.UInt16("windows of the baseline", 0, MaxBaselineWindows);
            t.CentreScore = reader.Int32("centre score");
            t.OffsetLimit = reader.Count("limit of the offset");
            t.ScoreDriftLimit = reader.Count("limit of the score's drift");
            t.BandDriftLimit = reader.UInt16("limit of a band's drift", 1, 65535);
            reader.UInt16("reserved", 0, 0);
            if (t.OffsetLimit > MaxOffset || t.ScoreDriftLimit == 0)
            {
                throw reader.Refuse("limits of what is learned", "are beyond what is allowed");
            }

            if (t.AlarmScore < t.WarningScore || t.WarningScore <= t.LowScore || t.CalibrationHigh < t.CalibrationLow)
            {
                throw reader.Refuse("thresholds", "are out of order");
            }

            Thresholds = t;
        }

        private void ReadOrder(PayloadReader reader, int groupCount, bool stored)
        {
            int[] sizes = new int[groupCount];
            for (int group = 0; group < groupCount; group++)
            {
                sizes[group] = reader.Byte("group size", 1, 255);
            }

            int[] featureAt = new int[Spec.FeatureCount];
            for (int position = 0; position < featureAt.Length; position++)
            {
                featureAt[position] = stored ? reader.Byte("order") : position;
            }

            try
            {
                Order = new GroupOrder(sizes, featureAt);
            }
            catch (ArgumentException error)
            {
                throw new FormatException("weight table: " + error.Message);
            }
        }

        private ModeTable ReadMode(PayloadReader reader)
        {
            int hasResidual = reader.Byte("residual flag", 0, HiddenCount > 0 ? 1 : 0);
            if (hasResidual == 1 && ResidualLength() > reader.Remaining)
            {
                // A node has no room for the arrays of a table that only says so.
                throw reader.Refuse("residual flag", "wants " + ResidualLength().ToString() + " bytes, there are " + reader.Remaining.ToString());
            }

            ModeTable mode = new ModeTable(Order, hasResidual == 1 ? HiddenCount : 0);
            ReadInto(reader, mode.Bias, "bias");
            ReadInto(reader, mode.LogSigma, "log2 sigma");
            for (int i = 0; i < mode.LogSigma.Length; i++)
            {
                if (mode.LogSigma[i] < -GroupMade.LogSigmaLimit || mode.LogSigma[i] > GroupMade.LogSigmaLimit)
                {
                    throw reader.Refuse("log2 sigma", "is beyond 8");
                }
            }

            ReadLayer(reader, mode.Skip);
            if (mode.HasResidual)
            {
                ReadInto(reader, mode.HiddenBias, "hidden bias");
                ReadLayer(reader, mode.Hidden);
                ReadLayer(reader, mode.MeanHead);
                ReadLayer(reader, mode.LogSigmaHead);
            }

            return mode;
        }

        // Bytes of a mode's residual network: its biases, then of each layer a multiplier, a shift and the weights of each row.
        private int ResidualLength()
        {
            int rows = HiddenCount + 2 * Spec.FeatureCount;
            return 2 * HiddenCount + 3 * rows + Sum(Order.HiddenReach(HiddenCount)) + 2 * Sum(Order.OutputReach(HiddenCount));
        }

        private static int Sum(int[] values)
        {
            int sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                sum += values[i];
            }

            return sum;
        }

        private static void ReadLayer(PayloadReader reader, PrefixLayer layer)
        {
            for (int row = 0; row < layer.Multiplier.Length; row++)
            {
                layer.Multiplier[row] = (short)reader.UInt16("multiplier", 0, short.MaxValue);
            }

            for (int row = 0; row < layer.Shift.Length; row++)
            {
                layer.Shift[row] = (byte)reader.Byte("shift", 1, 62);
            }

            for (int i = 0; i < layer.Weights.Length; i++)
            {
                layer.Weights[i] = (sbyte)reader.Byte("weight");
            }
        }

        private static void ReadInto(PayloadReader reader, short[] values, string field)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (short)reader.Int16(field);
            }
        }
    }
}
