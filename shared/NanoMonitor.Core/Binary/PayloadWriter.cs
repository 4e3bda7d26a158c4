using System;

namespace NanoMonitor.Core.Binary
{
    /// <summary>Writes a binary payload field by field into a buffer of a known greatest length.</summary>
    public sealed class PayloadWriter
    {
        private readonly byte[] _bytes;
        private int _position;

        public PayloadWriter(int capacity)
        {
            _bytes = new byte[capacity];
        }

        public void Header(char tag, int version)
        {
            Byte(tag);
            Byte(version);
        }

        public void Byte(int value)
        {
            _bytes[_position] = (byte)value;
            _position++;
        }

        /// <summary>The low 16 bits of the value.</summary>
        public void Int16(int value)
        {
            Bytes.WriteInt16(_bytes, _position, value);
            _position += 2;
        }

        public void Int32(int value)
        {
            Bytes.WriteInt32(_bytes, _position, value);
            _position += 4;
        }

        public void Int64(long value)
        {
            Bytes.WriteInt64(_bytes, _position, value);
            _position += 8;
        }

        public void Raw(byte[] value)
        {
            Raw(value, value.Length);
        }

        /// <summary>The first <paramref name="count"/> bytes of <paramref name="value"/>.</summary>
        public void Raw(byte[] value, int count)
        {
            Array.Copy(value, 0, _bytes, _position, count);
            _position += count;
        }

        /// <summary>A length byte and the characters, which must be ASCII.</summary>
        public void Text(string value)
        {
            Byte(value.Length);
            Raw(Bytes.FromAscii(value));
        }

        /// <summary>What was written so far.</summary>
        public byte[] ToArray()
        {
            return Bytes.Slice(_bytes, 0, _position);
        }
    }
}
