using System;
using System.Security.Cryptography;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The message authentication code of NanoMonitor: HMAC-SHA-256 over
    /// <c>type ‖ 0 ‖ version ‖ site ‖ 0 ‖ node ‖ 0 ‖ body</c>, where type, site and node are ASCII without zeros and
    /// version is one byte. So a code made for one message, node or version fits no other. Binary payloads end with the
    /// 32 bytes, text payloads with a line feed and 64 hexadecimal digits.
    /// </summary>
    public static class Envelope
    {
        public const int MacLength = 32;

        /// <summary>Line feed and hexadecimal digits after the text.</summary>
        public const int TextTrailerLength = 1 + 2 * MacLength;

        public static byte[] Mac(byte[] key, string type, int version, string site, string node, byte[] body)
        {
            return Mac(key, type, version, site, node, body, body.Length);
        }

        /// <summary>The binary payload: body, then MAC.</summary>
        public static byte[] Seal(byte[] key, string type, int version, string site, string node, byte[] body)
        {
            return Bytes.Join(body, Mac(key, type, version, site, node, body));
        }

        /// <summary>Whether the last 32 bytes are the MAC of those before; false for anything else, null too.</summary>
        public static bool IsAuthentic(byte[] key, string type, int version, string site, string node, byte[] payload)
        {
            if (payload == null || payload.Length < MacLength)
            {
                return false;
            }

            int bodyLength = payload.Length - MacLength;
            byte[] mac = Mac(key, type, version, site, node, payload, bodyLength);
            return Bytes.AreEqual(mac, 0, payload, bodyLength, MacLength);
        }

        /// <summary>Whether two binary payloads say the same, whatever keys their MACs were made with.</summary>
        public static bool HaveSameBody(byte[] left, byte[] right)
        {
            return left.Length == right.Length && left.Length >= MacLength && Bytes.AreEqual(left, 0, right, 0, left.Length - MacLength);
        }

        /// <summary>CRC-32 of a binary payload without its MAC.</summary>
        public static int CrcOfBody(byte[] payload)
        {
            return Crc32.Of(payload, 0, payload.Length - MacLength);
        }

        /// <summary>The text payload: text, line feed, MAC of the text's ASCII bytes in hexadecimal.</summary>
        public static byte[] SealText(byte[] key, string type, int version, string site, string node, string text)
        {
            byte[] body = Bytes.FromAscii(text);
            return Bytes.Join(body, Bytes.FromAscii("\n" + Hex.Of(Mac(key, type, version, site, node, body))));
        }

        /// <summary>Whether the last line is the MAC of the text before it; false for anything else, null too.</summary>
        public static bool IsAuthenticText(byte[] key, string type, int version, string site, string node, byte[] payload)
        {
            if (payload == null || payload.Length < TextTrailerLength || payload[payload.Length - TextTrailerLength] != '\n')
            {
                return false;
            }

            int bodyLength = payload.Length - TextTrailerLength;
            byte[] mac = Bytes.FromAscii(Hex.Of(Mac(key, type, version, site, node, payload, bodyLength)));
            return Bytes.AreEqual(mac, 0, payload, bodyLength + 1, 2 * MacLength);
        }

        /// <summary>The text of a text payload, its MAC not looked at.</summary>
        /// <exception cref="FormatException">No line feed 64 characters before the end, or no printable ASCII before it.</exception>
        public static string TextOf(string message, byte[] payload)
        {
            int bodyLength = payload == null ? -1 : payload.Length - TextTrailerLength;
            if (bodyLength < 0 || payload[bodyLength] != '\n')
            {
                throw new FormatException(message + ": does not end with a line of " + (2 * MacLength).ToString() + " hexadecimal digits");
            }

            for (int i = 0; i < bodyLength; i++)
            {
                if (payload[i] < 0x20 || payload[i] > 0x7E)
                {
                    throw new FormatException(message + ": byte " + i.ToString() + " is no printable ASCII");
                }
            }

            return Bytes.ToAscii(payload, 0, bodyLength);
        }

        private static byte[] Mac(byte[] key, string type, int version, string site, string node, byte[] body, int bodyLength)
        {
            PayloadWriter input = new PayloadWriter(type.Length + site.Length + node.Length + 4 + bodyLength);
            input.Raw(Bytes.FromAscii(type));
            input.Byte(0);
            input.Byte(version);
            input.Raw(Bytes.FromAscii(site));
            input.Byte(0);
            input.Raw(Bytes.FromAscii(node));
            input.Byte(0);
            input.Raw(body, bodyLength);
            return HMACSHA256.HashData(key, input.ToArray());
        }
    }
}
