using System;

namespace NanoMonitor.Core.Binary
{
    /// <summary>Lower-case hexadecimal text of bytes and 64-bit hashes.</summary>
    public static class Hex
    {
        private const string Alphabet = "0123456789abcdef";

        public static string Of(byte[] bytes)
        {
            return Of(bytes, 0, bytes.Length);
        }

        public static string Of(byte[] bytes, int offset, int count)
        {
            char[] text = new char[2 * count];
            for (int i = 0; i < count; i++)
            {
                int value = bytes[offset + i];
                text[2 * i] = Alphabet[value >> 4];
                text[2 * i + 1] = Alphabet[value & 15];
            }

            return new string(text);
        }

        /// <summary>16 digits, the most significant first.</summary>
        public static string Of(long value)
        {
            char[] text = new char[16];
            for (int i = 15; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(value & 15)];
                value >>= 4;
            }

            return new string(text);
        }

        /// <summary>8 digits, the most significant first.</summary>
        public static string Of(int value)
        {
            return Of((long)value).Substring(8);
        }

        /// <summary>Reads digits of either case; <paramref name="what"/> begins the message.</summary>
        /// <exception cref="FormatException">Not exactly <paramref name="byteCount"/> bytes of hexadecimal digits.</exception>
        public static byte[] Parse(string what, string text, int byteCount)
        {
            if (text.Length != 2 * byteCount)
            {
                throw new FormatException(what + ": " + (2 * byteCount).ToString() + " hexadecimal digits expected, " + text.Length.ToString() + " found");
            }

            byte[] bytes = new byte[byteCount];
            for (int i = 0; i < byteCount; i++)
            {
                bytes[i] = (byte)(Digit(what, text, 2 * i) << 4 | Digit(what, text, 2 * i + 1));
            }

            return bytes;
        }

        /// <summary>Reads 16 digits, the most significant first.</summary>
        /// <exception cref="FormatException">Not exactly 16 hexadecimal digits.</exception>
        public static long ParseInt64(string what, string text)
        {
            byte[] bytes = Parse(what, text, 8);
            long value = 0;
            for (int i = 0; i < 8; i++)
            {
                value = value << 8 | bytes[i];
            }

            return value;
        }

        /// <summary>Reads 8 digits, the most significant first.</summary>
        /// <exception cref="FormatException">Not exactly 8 hexadecimal digits.</exception>
        public static int ParseInt32(string what, string text)
        {
            byte[] bytes = Parse(what, text, 4);
            return bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
        }

        private static int Digit(string what, string text, int index)
        {
            int c = text[index];
            if (c >= '0' && c <= '9')
            {
                return c - '0';
            }

            c |= 0x20;
            if (c >= 'a' && c <= 'f')
            {
                return c - 'a' + 10;
            }

            throw new FormatException(what + ": character " + (index + 1).ToString() + " is no hexadecimal digit");
        }
    }
}
