using System;

namespace NanoMonitor.Core.Binary
{
    /// <summary>
    /// Reads a binary payload field by field. Every refusal is a <see cref="FormatException"/> that names the message,
    /// the field and the byte.
    /// </summary>
    public sealed class PayloadReader
    {
        private readonly string _message;
        private readonly byte[] _bytes;
        private readonly int _end;
        private int _position;

        /// <param name="message">What the bytes should be, for messages.</param>
        /// <param name="bytes">The payload; null counts as empty.</param>
        /// <param name="trailer">Bytes at the end that belong to no field (a MAC).</param>
        public PayloadReader(string message, byte[] bytes, int trailer)
        {
            _message = message;
            _bytes = bytes == null ? new byte[0] : bytes;
            _end = _bytes.Length - trailer;
            if (_end < 0)
            {
                throw new FormatException(message + ": " + _bytes.Length.ToString() + " bytes are too few");
            }
        }

        /// <summary>Bytes that are left for fields.</summary>
        public int Remaining
        {
            get { return _end - _position; }
        }

        /// <summary>Reads the tag and version bytes every binary payload begins with.</summary>
        public void Header(char tag, int version)
        {
            int foundTag = Byte("tag");
            if (foundTag != tag)
            {
                throw Refuse("tag", "is " + foundTag.ToString() + ", " + ((int)tag).ToString() + " expected");
            }

            int foundVersion = Byte("version");
            if (foundVersion != version)
            {
                throw Refuse("version", "is " + foundVersion.ToString() + ", this program reads " + version.ToString());
            }
        }

        public int Byte(string field)
        {
            Take(field, 1);
            return _bytes[_position - 1];
        }

        public int Byte(string field, int minimum, int maximum)
        {
            return (int)Check(field, Byte(field), minimum, maximum);
        }

        public int Int16(string field)
        {
            Take(field, 2);
            return Bytes.ReadInt16(_bytes, _position - 2);
        }

        public int UInt16(string field)
        {
            Take(field, 2);
            return Bytes.ReadUInt16(_bytes, _position - 2);
        }

        public int UInt16(string field, int minimum, int maximum)
        {
            return (int)Check(field, UInt16(field), minimum, maximum);
        }

        public int Int32(string field)
        {
            Take(field, 4);
            return Bytes.ReadInt32(_bytes, _position - 4);
        }

        /// <summary>A 32-bit count, which is never negative.</summary>
        public int Count(string field)
        {
            return (int)Check(field, Int32(field), 0, int.MaxValue);
        }

        public long Int64(string field)
        {
            Take(field, 8);
            return Bytes.ReadInt64(_bytes, _position - 8);
        }

        /// <summary>A 64-bit count or time, which is never negative.</summary>
        public long LongCount(string field)
        {
            return Check(field, Int64(field), 0, long.MaxValue);
        }

        public byte[] Raw(string field, int count)
        {
            Take(field, count);
            return Bytes.Slice(_bytes, _position - count, count);
        }

        /// <summary>A length byte and that many printable ASCII characters.</summary>
        public string Text(string field, int maximumLength)
        {
            int length = Byte(field, 0, maximumLength);
            Take(field, length);
            for (int i = _position - length; i < _position; i++)
            {
                if (_bytes[i] < 0x20 || _bytes[i] > 0x7E)
                {
                    throw Refuse(field, "holds a byte that is no printable ASCII");
                }
            }

            return Bytes.ToAscii(_bytes, _position - length, length);
        }

        /// <summary>A length byte and a name (<see cref="Names"/>).</summary>
        public string Name(string field)
        {
            string name = Text(field, Names.MaximumLength);
            if (!Names.IsName(name))
            {
                throw Refuse(field, "is not a name; 1 to 32 of a-z, 0-9 and - expected");
            }

            return name;
        }

        /// <summary>Refuses bytes after the last field.</summary>
        public void End()
        {
            if (_position != _end)
            {
                throw new FormatException(_message + ": " + (_end - _position).ToString() + " bytes too many after byte " + _position.ToString());
            }
        }

        /// <summary>The exception for a field that was read and is not acceptable.</summary>
        public FormatException Refuse(string field, string why)
        {
            return new FormatException(_message + ": " + field + " before byte " + _position.ToString() + " " + why);
        }

        private long Check(string field, long value, long minimum, long maximum)
        {
            if (value < minimum || value > maximum)
            {
                throw Refuse(field, "is " + value.ToString() + ", " + minimum.ToString() + " to " + maximum.ToString() + " expected");
            }

            return value;
        }

        private void Take(string field, int count)
        {
            if (count > _end - _position)
            {
                throw new FormatException(_message + ": ends at byte " + _end.ToString() + " within " + field);
            }

            _position += count;
        }
    }
}
