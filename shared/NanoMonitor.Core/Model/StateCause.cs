using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Model
{
    /// <summary>What a state stands on: which quantity, its value, and the limit it is held against.</summary>
    public sealed class StateCause
    {
        /// <summary>Nothing: all is well, or nothing is known yet.</summary>
        public const int None = 0;

        /// <summary>The model: its mean score, Q12 bits per feature.</summary>
        public const int Score = 1;

        /// <summary>Temperature, 0.01 °C.</summary>
        public const int Temperature = 2;

        /// <summary>RMS velocity of 10 Hz to 1000 Hz, 0.01 mm/s.</summary>
        public const int Velocity = 3;

        /// <summary>RMS acceleration, 0.001 g, where velocity cannot be measured.</summary>
        public const int Acceleration = 4;

        /// <summary>The machine stands still: RMS acceleration, 0.001 g, below the limit.</summary>
        public const int Standstill = 5;

        /// <summary>The accelerometer's status; no limit.</summary>
        public const int SensorStatus = 6;

        /// <summary>No axis moves at all; no value, no limit.</summary>
        public const int Flat = 7;

        /// <summary>The model's mean score is too low to be real, Q12.</summary>
        public const int LowScore = 8;

        /// <summary>The number of kinds.</summary>
        public const int Count = 9;

        /// <summary>Bytes of <see cref="Write"/>.</summary>
        public const int EncodedLength = 10;

        /// <summary>Axis of a cause that has none.</summary>
        public const int NoAxis = 255;

        /// <summary>One of the kinds above.</summary>
        public int Kind { get; private set; }

        /// <summary>0 … 2, or <see cref="NoAxis"/>.</summary>
        public int Axis { get; private set; } = NoAxis;

        /// <summary>In the kind's unit.</summary>
        public int Value { get; private set; }

        /// <summary>In the kind's unit; 0 where there is none.</summary>
        public int Limit { get; private set; }

        /// <summary>Whether it comes from the threshold judgement.</summary>
        public bool IsMagnitude
        {
            get { return Kind == Temperature || Kind == Velocity || Kind == Acceleration; }
        }

        /// <summary>Sets everything.</summary>
        public void Set(int kind, int axis, int value, int limit)
        {
            Kind = kind;
            Axis = axis;
            Value = value;
            Limit = limit;
        }

        /// <summary>Nothing.</summary>
        public void Clear()
        {
            Set(None, NoAxis, 0, 0);
        }

        /// <summary>Writes kind (1 byte), axis (1), value (4), limit (4).</summary>
        public void Write(PayloadWriter writer)
        {
            writer.Byte(Kind);
            writer.Byte(Axis);
            writer.Int32(Value);
            writer.Int32(Limit);
        }

        /// <summary>Reads what <see cref="Write"/> wrote.</summary>
        /// <exception cref="FormatException">No such kind or axis.</exception>
        public void Read(PayloadReader reader)
        {
            int kind = reader.Byte("cause", None, Count - 1);
            int axis = reader.Byte("axis of the cause");
            if (axis > 2 && axis != NoAxis)
            {
                throw reader.Refuse("axis of the cause", "is neither x, y, z nor none");
            }

            int value = reader.Int32("value of the cause");
            Set(kind, axis, value, reader.Int32("limit of the cause"));
        }

        /// <summary>As another one.</summary>
        public void CopyFrom(StateCause other)
        {
            Set(other.Kind, other.Axis, other.Value, other.Limit);
        }
    }
}
