using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Provisioning
{
    /// <summary>
    /// A frame of Improv-Serial version 1 (improv-wifi.com/serial): <c>IMPROV</c>, version, type, length of the data, data,
    /// checksum (low byte of the sum of all bytes before it). A line feed follows, which belongs to no frame.
    /// </summary>
    public static class ImprovFrame
    {
        public const int Version = 1;

        /// <summary>Type: the node's state, one byte of <see cref="ImprovState"/>.</summary>
        public const int CurrentState = 1;

        /// <summary>Type: how the last command went, one byte of <see cref="ImprovError"/>.</summary>
        public const int ErrorState = 2;

        /// <summary>Type: a command to the node.</summary>
        public const int Command = 3;

        /// <summary>Type: the node's answer to a command.</summary>
        public const int Result = 4;

        /// <summary>Bytes before the data.</summary>
        public const int HeaderLength = 9;

        /// <summary>What the length byte can say.</summary>
        public const int MaximumDataLength = 255;

        /// <summary>Longest frame, without the line feed.</summary>
        public const int MaximumLength = HeaderLength + MaximumDataLength + 1;

        internal const int VersionAt = 6;
        internal const int TypeAt = 7;
        internal const int LengthAt = 8;

        private const string Mark = "IMPROV";

        /// <summary>The whole frame with its line feed.</summary>
        /// <param name="type">1 … 4.</param>
        /// <param name="data">At most 255 bytes.</param>
        /// <exception cref="ArgumentException">More data.</exception>
        public static byte[] Encode(int type, byte[] data)
        {
            if (data.Length > MaximumDataLength)
            {
                throw new ArgumentException("a frame takes 255 bytes, not " + data.Length.ToString());
            }

            byte[] frame = new byte[HeaderLength + data.Length + 2];
            Bytes.FromAscii(Mark).CopyTo(frame, 0);
            frame[VersionAt] = Version;
            frame[TypeAt] = (byte)type;
            frame[LengthAt] = (byte)data.Length;
            data.CopyTo(frame, HeaderLength);
            int sum = 0;
            for (int i = 0; i < frame.Length - 2; i++)
            {
                sum += frame[i];
            }

            frame[frame.Length - 2] = (byte)sum;
            frame[frame.Length - 1] = (byte)'\n';
            return frame;
        }

        /// <summary>Whether a byte may stand at that place of a frame's header; any may stand behind it.</summary>
        internal static bool Fits(int at, int value)
        {
            return at < VersionAt ? value == Mark[at]
                : at == VersionAt ? value == Version
                : at != TypeAt || value >= CurrentState && value <= Result;
        }
    }
}
