using System;
using System.Text;

namespace NanoMonitor.Core.Binary
{
    /// <summary>Little-endian integers, text and constant-time comparison over plain byte arrays.</summary>
    public static class Bytes
    {
        public static int ReadInt16(byte[] bytes, int offset)
        {
            return (short)(bytes[offset] | bytes[offset + 1] << 8);
        }

        /// <summary>The two bytes as 0 … 65,535.</summary>
        public static int ReadUInt16(byte[] bytes, int offset)
        {
            return bytes[offset] | bytes[offset + 1] << 8;
        }

        public static int ReadInt32(byte[] bytes, int offset)
        {
            return bytes[offset] | bytes[offset + 1] << 8 | bytes[offset + 2] << 16 | bytes[offset + 3] << 24;
        }

        public static long ReadInt64(byte[] bytes, int offset)
        {
            long low = ReadInt32(bytes, offset) & 0xFFFFFFFFL;
            long high = ReadInt32(bytes, offset + 4);
            return high << 32 | low;
        }

        /// <summary>Writes the low 16 bits: signed and unsigned values alike.</summary>
        public static void WriteInt16(byte[] bytes, int offset, int value)
        {
            bytes[offset] = (byte)value;
            bytes[offset + 1] = (byte)(value >> 8);
        }

        public static void WriteInt32(byte[] bytes, int offset, int value)
        {
            bytes[offset] = (byte)value;
            bytes[offset + 1] = (byte)(value >> 8);
            bytes[offset + 2] = (byte)(value >> 16);
            bytes[offset + 3] = (byte)(value >> 24);
        }

        public static void WriteInt64(byte[] bytes, int offset, long value)
        {
            WriteInt32(bytes, offset, (int)value);
            WriteInt32(bytes, offset + 4, (int)(value >> 32));
        }

        /// <summary>A copy of <paramref name="count"/> bytes from <paramref name="offset"/>.</summary>
        public static byte[] Slice(byte[] bytes, int offset, int count)
        {
            byte[] slice = new byte[count];
            Array.Copy(bytes, offset, slice, 0, count);
            return slice;
        }

        public static byte[] Join(byte[] head, byte[] tail)
        {
            byte[] joined = new byte[head.Length + tail.Length];
            Array.Copy(head, 0, joined, 0, head.Length);
            Array.Copy(tail, 0, joined, head.Length, tail.Length);
            return joined;
        }

        /// <summary>Whether both ranges hold the same bytes, in a time that depends on <paramref name="count"/> only.</summary>
        public static bool AreEqual(byte[] left, int leftOffset, byte[] right, int rightOffset, int count)
        {
            int difference = 0;
            for (int i = 0; i < count; i++)
            {
                difference |= left[leftOffset + i] ^ right[rightOffset + i];
            }

            return difference == 0;
        }

        /// <summary>Same length and same bytes; constant time for arrays of one length.</summary>
        public static bool AreEqual(byte[] left, byte[] right)
        {
            return left.Length == right.Length && AreEqual(left, 0, right, 0, left.Length);
        }

        /// <summary>The characters as bytes; only U+0000 … U+007F survive, the caller sees to that.</summary>
        public static byte[] FromAscii(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        /// <summary>
        /// The bytes as characters, one each (ISO 8859-1 above 0x7F); a zero byte is U+FFFD, since a string of the node ends at a
        /// zero character.
        /// </summary>
        public static string ToAscii(byte[] bytes, int offset, int count)
        {
            char[] characters = new char[count];
            for (int i = 0; i < count; i++)
            {
                int value = bytes[offset + i];
                characters[i] = value == 0 ? '\uFFFD' : (char)value;
            }

            return new string(characters);
        }

        /// <summary>The text of UTF-8 bytes.</summary>
        /// <param name="what">What it is, for the message.</param>
        /// <param name="bytes">Bytes that hold it.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its bytes.</param>
        /// <exception cref="FormatException">A zero byte, or no UTF-8: node and host would read different texts.</exception>
        public static string ToUtf8Text(string what, byte[] bytes, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (bytes[offset + i] == 0)
                {
                    throw new FormatException(what + ": holds a zero byte");
                }
            }

            string text = Encoding.UTF8.GetString(bytes, offset, count);
            byte[] again = Encoding.UTF8.GetBytes(text);
            if (again.Length != count || !AreEqual(bytes, offset, again, 0, count))
            {
                throw new FormatException(what + ": is no UTF-8");
            }

            return text;
        }
    }
}
