using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The features of up to eight windows: the payload of <c>features</c>, not retained, without a MAC. A node fills one
    /// batch over and over; rows are written into a buffer made once.
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'F'
    ///      1      1  version 1
    ///      2      4  boot id
    ///      6      4  sequence: 1, 2, 3 … since boot; a missing number is a message the node dropped
    ///     10      8  feature-spec hash
    ///     18      4  CRC32 of the weight table that gave the scores; 0 = no model
    ///     22      4  its generation; 0 = no model
    ///     26      4  window index of the first row
    ///     30      1  number of axes a, 1 … 3
    ///     31      2  number of features D, 1 … 1024
    ///     33      1  number of rows, 1 … 8
    ///     34         rows of 19 + 2·a + 2·D bytes each:
    ///             4  window index since boot
    ///             8  index since boot of the first sample frame
    ///             1  state after the window (HealthState)
    ///             4  score, Q12 bits per feature; −2147483648 = none
    ///             2  temperature, 0.01 °C, signed; −32768 = none
    ///           2·a  RMS of each axis, 0.001 g, 0 … 65535
    ///           2·D  features, signed
    /// </code>
    /// </summary>
    public sealed class FeatureBatch
    {
        public const int Version = 1;
        public const int MaximumRows = 8;
        public const int MaximumFeatures = 1024;

        private const char Tag = 'F';
        private const int HeaderLength = 34;
        private const int FixedRowLength = 19;

        private readonly byte[] _rows;
        private readonly int _rowLength;

        public FeatureBatch(int axisCount, int featureCount)
        {
            AxisCount = axisCount;
            FeatureCount = featureCount;
            _rowLength = FixedRowLength + 2 * axisCount + 2 * featureCount;
            _rows = new byte[MaximumRows * _rowLength];
        }

        public int BootId { get; set; }

        public int Sequence { get; set; }

        public long FeatureSpecHash { get; set; }

        public int ModelCrc { get; set; }

        public int Generation { get; set; }

        public int AxisCount { get; }

        public int FeatureCount { get; }

        public int RowCount { get; private set; }

        public bool IsFull
        {
            get { return RowCount == MaximumRows; }
        }

        /// <summary>Removes all rows.</summary>
        public void Clear()
        {
            RowCount = 0;
        }

        /// <summary>Copies one row in; the batch must not be full. Allocates nothing.</summary>
        public void Add(int window, long firstFrame, int state, int score, int temperatureCentiC, int[] rmsMilliG, short[] features)
        {
            byte[] rows = _rows;
            int at = RowCount * _rowLength;
            Bytes.WriteInt32(rows, at, window);
            Bytes.WriteInt64(rows, at + 4, firstFrame);
            rows[at + 12] = (byte)state;
            Bytes.WriteInt32(rows, at + 13, score);
            Bytes.WriteInt16(rows, at + 17, temperatureCentiC);
            at += FixedRowLength;
            for (int axis = 0; axis < AxisCount; axis++)
            {
                Bytes.WriteInt16(rows, at, rmsMilliG[axis]);
                at += 2;
            }

            int count = FeatureCount;
            for (int i = 0; i < count; i++)
            {
                int feature = features[i];
                rows[at] = (byte)feature;
                rows[at + 1] = (byte)(feature >> 8);
                at += 2;
            }

            RowCount++;
        }

        /// <summary>Copies row <paramref name="index"/> out.</summary>
        public FeatureRow Row(int index)
        {
            FeatureRow row = new FeatureRow(AxisCount, FeatureCount);
            int at = index * _rowLength;
            row.Window = Bytes.ReadInt32(_rows, at);
            row.FirstFrame = Bytes.ReadInt64(_rows, at + 4);
            row.State = _rows[at + 12];
            row.Score = Bytes.ReadInt32(_rows, at + 13);
            row.TemperatureCentiC = Bytes.ReadInt16(_rows, at + 17);
            at += FixedRowLength;
            for (int axis = 0; axis < AxisCount; axis++)
            {
                row.RmsMilliG[axis] = Bytes.ReadUInt16(_rows, at + 2 * axis);
            }

            at += 2 * AxisCount;
            for (int i = 0; i < FeatureCount; i++)
            {
                row.Features[i] = (short)Bytes.ReadInt16(_rows, at + 2 * i);
            }

            return row;
        }

        /// <summary>The payload; at least one row.</summary>
        public byte[] Encode()
        {
            PayloadWriter writer = new PayloadWriter(HeaderLength + RowCount * _rowLength);
            writer.Header(Tag, Version);
            writer.Int32(BootId);
            writer.Int32(Sequence);
            writer.Int64(FeatureSpecHash);
            writer.Int32(ModelCrc);
            writer.Int32(Generation);
            writer.Int32(Bytes.ReadInt32(_rows, 0));
            writer.Byte(AxisCount);
            writer.Int16(FeatureCount);
            writer.Byte(RowCount);
            writer.Raw(_rows, RowCount * _rowLength);
            return writer.ToArray();
        }

        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static FeatureBatch Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("features", payload, 0);
            reader.Header(Tag, Version);
            int bootId = reader.Count("boot id");
            int sequence = reader.Count("sequence");
            long featureSpecHash = reader.Int64("feature-spec hash");
            int modelCrc = reader.Int32("model CRC");
            int generation = reader.Count("generation");
            int firstWindow = reader.Count("first window");
            int axisCount = reader.Byte("number of axes", 1, 3);
            int featureCount = reader.UInt16("number of features", 1, MaximumFeatures);
            int rowCount = reader.Byte("number of rows", 1, MaximumRows);

            FeatureBatch batch = new FeatureBatch(axisCount, featureCount);
            batch.BootId = bootId;
            batch.Sequence = sequence;
            batch.FeatureSpecHash = featureSpecHash;
            batch.ModelCrc = modelCrc;
            batch.Generation = generation;
            batch.RowCount = rowCount;
            byte[] rows = reader.Raw("rows", rowCount * batch._rowLength);
            reader.End();
            Array.Copy(rows, 0, batch._rows, 0, rows.Length);
            batch.CheckRows(reader, firstWindow);
            return batch;
        }

        private void CheckRows(PayloadReader reader, int firstWindow)
        {
            if (Bytes.ReadInt32(_rows, 0) != firstWindow)
            {
                throw reader.Refuse("first row", "is not the window of the header");
            }

            for (int i = 0; i < RowCount; i++)
            {
                int at = i * _rowLength;
                if (Bytes.ReadInt32(_rows, at) < 0 || Bytes.ReadInt64(_rows, at + 4) < 0 || _rows[at + 12] >= HealthState.Count)
                {
                    throw reader.Refuse("row " + (i + 1).ToString(), "has a negative index or an unknown state");
                }
            }
        }
    }
}
