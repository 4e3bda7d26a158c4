using System;
using System.Text;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The bytes of a configuration: UTF-8 lines that end with a line feed: <c>nanomonitor-config/1</c>, then
    /// <c>name=value</c> in any order, at the end <c>crc32=</c> with eight hexadecimal digits over every byte before that line.
    /// Fields with a default may be left out.
    /// </summary>
    public static class ConfigurationFile
    {
        public const string FirstLine = "nanomonitor-config/1";

        private const string CrcName = "crc32=";
        private const int MaximumLineLength = 160;

        /// <exception cref="FormatException">A value is not allowed.</exception>
        public static byte[] Encode(NodeConfiguration configuration)
        {
            StringBuilder text = new StringBuilder();
            text.Append(FirstLine);
            text.Append('\n');
            string[] names = ConfigurationFields.All.Split(' ');
            for (int i = 0; i < names.Length; i++)
            {
                text.Append(names[i]);
                text.Append('=');
                text.Append(ConfigurationFields.Get(configuration, names[i]));
                text.Append('\n');
            }

            byte[] body = Encoding.UTF8.GetBytes(text.ToString());
            byte[] file = Bytes.Join(body, Bytes.FromAscii(CrcName + Hex.Of(Crc32.Of(body, 0, body.Length)) + "\n"));
            Decode(file);
            return file;
        }

        /// <exception cref="FormatException">Damaged, another version, or a value is missing or not allowed; says in which line.</exception>
        public static NodeConfiguration Decode(byte[] file)
        {
            int bodyLength = CheckCrc(file);
            string[] lines = Bytes.ToUtf8Text("configuration", file, 0, bodyLength).Split('\n');
            if (lines[0] != FirstLine)
            {
                throw new FormatException("configuration line 1: '" + FirstLine + "' expected");
            }

            NodeConfiguration configuration = new NodeConfiguration();
            string seen = "\n";
            for (int i = 1; i < lines.Length - 1; i++)
            {
                string where = "configuration line " + (i + 1).ToString() + ": ";
                int equals = lines[i].IndexOf('=');
                if (equals < 1 || lines[i].Length > MaximumLineLength)
                {
                    throw new FormatException(where + "name=value of at most " + MaximumLineLength.ToString() + " characters expected");
                }

                string name = lines[i].Substring(0, equals);
                if (seen.IndexOf("\n" + name + "\n") >= 0)
                {
                    throw new FormatException(where + name + " comes twice");
                }

                seen = seen + name + "\n";
                ConfigurationFields.Set(configuration, where + name, name, lines[i].Substring(equals + 1));
            }

            ConfigurationRules.Check(configuration);
            return configuration;
        }

        private static int CheckCrc(byte[] file)
        {
            int lineLength = CrcName.Length + 9;
            int bodyLength = file == null ? -1 : file.Length - lineLength;
            if (bodyLength < 1 || file[bodyLength - 1] != '\n' || file[file.Length - 1] != '\n' || Bytes.ToAscii(file, bodyLength, CrcName.Length) != CrcName)
            {
                throw new FormatException("configuration: does not end with a line " + CrcName + "xxxxxxxx");
            }

            if (Hex.ParseInt32("configuration: crc32", Bytes.ToAscii(file, bodyLength + CrcName.Length, 8)) != Crc32.Of(file, 0, bodyLength))
            {
                throw new FormatException("configuration: crc32 does not match the lines above it");
            }

            return bodyLength;
        }
    }
}
