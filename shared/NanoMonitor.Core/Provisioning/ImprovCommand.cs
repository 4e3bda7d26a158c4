using System;
using System.Text;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Provisioning
{
    /// <summary>
    /// The data of command and result frames: the command (1 byte), the length of what follows (1), then strings, each a length
    /// (1) and UTF-8 bytes. Only <see cref="Certificate"/> carries something else.
    /// </summary>
    public static class ImprovCommand
    {
        /// <summary>Improv: SSID and password, to be tried at once.</summary>
        public const int WifiSettings = 0x01;

        /// <summary>Improv: asks for the state.</summary>
        public const int RequestState = 0x02;

        /// <summary>Improv: asks for firmware, its version, hardware, name.</summary>
        public const int DeviceInformation = 0x03;

        /// <summary>Improv: asks for the networks in reach.</summary>
        public const int ScanNetworks = 0x04;

        /// <summary>Ours: asks who the node is and how it gets on, as <c>name=value</c>.</summary>
        public const int Describe = 0xA0;

        /// <summary>Ours: begins a draft of the configuration, from the defaults or ("keep") from what is in force.</summary>
        public const int Begin = 0xA1;

        /// <summary>Ours: puts fields, each as <c>name=value</c>, into the draft.</summary>
        public const int SetFields = 0xA2;

        /// <summary>Ours: a piece of the CA certificate: its offset (2 bytes), the whole length (2), bytes.</summary>
        public const int Certificate = 0xA3;

        /// <summary>Ours: checks the draft whole, writes it, and restarts into it.</summary>
        public const int Commit = 0xA4;

        /// <summary>Ours: forgets the draft.</summary>
        public const int Abort = 0xA5;

        /// <summary>Ours: measures for ten seconds how the sensor is mounted.</summary>
        public const int CheckMounting = 0xA6;

        /// <summary>Ours: the node shows which one it is.</summary>
        public const int Identify = 0xA7;

        /// <summary>First string of a result of ours that is as asked; the CRC-32 of the command's data follows, 8 hexadecimal digits.</summary>
        public const string Done = "done";

        /// <summary>First string of a result of ours that is not; the CRC-32 as above and the reason follow.</summary>
        public const string Refused = "refused";

        /// <summary>Reason for which a node without a draft refuses: it may have restarted meanwhile.</summary>
        public const string NothingBegun = "nothing has been begun";

        /// <summary>Argument of <see cref="Begin"/>.</summary>
        public const string Keep = "keep";

        /// <summary>
        /// Longest data of a frame to a node: its serial driver has room for 256 bytes, and a frame must fit whole.
        /// </summary>
        public const int MaximumDataLength = 220;

        /// <summary>Bytes of a certificate that go into one frame.</summary>
        public const int CertificatePiece = 192;

        /// <summary>Longest certificate, in bytes.</summary>
        public const int MaximumCertificateLength = 4096;

        /// <summary>The data for a command or result.</summary>
        /// <param name="strings">Together with a byte for each at most 253 bytes.</param>
        /// <exception cref="ArgumentException">More.</exception>
        public static byte[] Encode(int command, string[] strings)
        {
            byte[][] encoded = new byte[strings.Length][];
            int length = 0;
            for (int i = 0; i < strings.Length; i++)
            {
                encoded[i] = Encoding.UTF8.GetBytes(strings[i]);
                length += 1 + encoded[i].Length;
            }

            if (length > ImprovFrame.MaximumDataLength - 2)
            {
                throw new ArgumentException("the strings take " + length.ToString() + " bytes, more than a frame has");
            }

            byte[] data = new byte[2 + length];
            data[0] = (byte)command;
            data[1] = (byte)length;
            int at = 2;
            for (int i = 0; i < encoded.Length; i++)
            {
                data[at] = (byte)encoded[i].Length;
                encoded[i].CopyTo(data, at + 1);
                at += 1 + encoded[i].Length;
            }

            return data;
        }

        /// <summary>Whether the lengths of a command's or result's data fit together as far as its second byte.</summary>
        public static bool IsWellFormed(byte[] data)
        {
            return data.Length >= 2 && data[1] == data.Length - 2;
        }

        /// <summary>The strings of a command or result.</summary>
        /// <exception cref="FormatException">The lengths do not fit together, or a string is no UTF-8 text without control characters.</exception>
        public static string[] Strings(byte[] data)
        {
            if (!IsWellFormed(data))
            {
                throw new FormatException("improv: the length does not fit the frame");
            }

            string[] strings = new string[Count(data)];
            int at = 2;
            for (int i = 0; i < strings.Length; i++)
            {
                strings[i] = Bytes.ToUtf8Text("improv: a string", data, at + 1, data[at]);
                at += 1 + data[at];
                CheckText(strings[i]);
            }

            return strings;
        }

        private static int Count(byte[] data)
        {
            int count = 0;
            int at = 2;
            while (at < data.Length)
            {
                at += 1 + data[at];
                count++;
            }

            if (at != data.Length)
            {
                throw new FormatException("improv: string " + count.ToString() + " goes beyond the frame");
            }

            return count;
        }

        // Control characters would change the lines of a configuration.
        private static void CheckText(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < ' ')
                {
                    throw new FormatException("improv: a string holds a control character");
                }
            }
        }
    }
}
