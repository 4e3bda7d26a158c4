using System;
using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// What a node is told at provisioning: the file <c>config.txt</c> on its storage, UTF-8 lines that end with a line feed:
    /// <c>nanomonitor-config/1</c>, then <c>name=value</c> in any order, at the end <c>crc32=</c> with eight hexadecimal
    /// digits over every byte before that line. The names are those of the properties below, in camel case; those with a
    /// default may be left out. It holds secrets: the node key and the passwords.
    /// </summary>
    public sealed class NodeConfiguration
    {
        public const string FirstLine = "nanomonitor-config/1";

        /// <summary>Value of <see cref="TemperatureSensor"/> without a sensor of its own: the accelerometer's is used.</summary>
        public const string NoSensor = "none";

        /// <summary>Value of <see cref="TemperatureSensor"/>.</summary>
        public const string Mcp9808 = "mcp9808";

        /// <summary>Value of a pin that the board wires by itself.</summary>
        public const int DefaultPin = -1;

        private const string CrcName = "crc32=";
        private const int MaximumLineLength = 160;

        /// <summary>A name; required.</summary>
        public string Site { get; set; } = "";

        /// <summary>A name; required.</summary>
        public string Node { get; set; } = "";

        /// <summary>A name, for the people who compare machines.</summary>
        public string MachineClass { get; set; } = "machine";

        /// <summary>32 bytes, as 64 hexadecimal digits; required.</summary>
        public byte[] NodeKey { get; set; } = new byte[0];

        /// <summary>Host name or IPv4 address; required.</summary>
        public string BrokerHost { get; set; } = "";

        /// <summary>1 … 65535.</summary>
        public int BrokerPort { get; set; } = 1883;

        /// <summary>Empty = the broker asks for none.</summary>
        public string BrokerUser { get; set; } = "";

        public string BrokerPassword { get; set; } = "";

        /// <summary>Empty = the network is up without the node's doing.</summary>
        public string WifiSsid { get; set; } = "";

        public string WifiPassword { get; set; } = "";

        /// <summary>The accelerometer: <c>mpu6886</c>.</summary>
        public string Sensor { get; set; } = "mpu6886";

        /// <summary>1 or 2.</summary>
        public int I2cBus { get; set; } = 1;

        /// <summary>7-bit address of the accelerometer, 0x08 … 0x77; written as 0x and two digits.</summary>
        public int I2cAddress { get; set; } = 0x68;

        /// <summary>GPIO of SDA, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int I2cDataPin { get; set; } = DefaultPin;

        /// <summary>GPIO of SCL, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int I2cClockPin { get; set; } = DefaultPin;

        /// <summary><see cref="Mcp9808"/> or <see cref="NoSensor"/>.</summary>
        public string TemperatureSensor { get; set; } = NoSensor;

        /// <summary>7-bit address on the same bus, 0x08 … 0x77.</summary>
        public int TemperatureAddress { get; set; } = 0x18;

        /// <summary>Full scale: 2, 4, 8 or 16 g.</summary>
        public int RangeG { get; set; } = 8;

        /// <summary>4000, or 1000 over a whole number, at least 4.</summary>
        public int SampleRateHz { get; set; } = 1000;

        /// <summary>Samples of a window: 128, 256 or 512.</summary>
        public int WindowLength { get; set; } = 256;

        /// <summary>Seconds between two telemetry messages, 1 … 86400.</summary>
        public int TelemetrySeconds { get; set; } = 10;

        /// <summary>Seconds between two windows whose features are sent of its own accord, 1 … 86400; 0 = none.</summary>
        public int FeaturesSeconds { get; set; } = 300;

        /// <summary>The file's bytes.</summary>
        /// <exception cref="FormatException">A value is not allowed.</exception>
        public byte[] Encode()
        {
            StringBuilder text = new StringBuilder();
            text.Append(FirstLine);
            text.Append('\n');
            Append(text, "site", Site);
            Append(text, "node", Node);
            Append(text, "machineClass", MachineClass);
            Append(text, "nodeKey", Hex.Of(NodeKey));
            Append(text, "brokerHost", BrokerHost);
            Append(text, "brokerPort", BrokerPort.ToString());
            Append(text, "brokerUser", BrokerUser);
            Append(text, "brokerPassword", BrokerPassword);
            Append(text, "wifiSsid", WifiSsid);
            Append(text, "wifiPassword", WifiPassword);
            Append(text, "sensor", Sensor);
            Append(text, "i2cBus", I2cBus.ToString());
            Append(text, "i2cAddress", Address(I2cAddress));
            Append(text, "i2cDataPin", I2cDataPin.ToString());
            Append(text, "i2cClockPin", I2cClockPin.ToString());
            Append(text, "temperatureSensor", TemperatureSensor);
            Append(text, "temperatureAddress", Address(TemperatureAddress));
            Append(text, "rangeG", RangeG.ToString());
            Append(text, "sampleRateHz", SampleRateHz.ToString());
            Append(text, "windowLength", WindowLength.ToString());
            Append(text, "telemetrySeconds", TelemetrySeconds.ToString());
            Append(text, "featuresSeconds", FeaturesSeconds.ToString());

            byte[] body = Encoding.UTF8.GetBytes(text.ToString());
            byte[] file = Bytes.Join(body, Bytes.FromAscii(CrcName + Hex.Of(Crc32.Of(body, 0, body.Length)) + "\n"));
            Decode(file);
            return file;
        }

        /// <exception cref="FormatException">Damaged, another version, or a value is missing or not allowed; says in which line.</exception>
        public static NodeConfiguration Decode(byte[] file)
        {
            int bodyLength = CheckCrc(file);
            string[] lines = Encoding.UTF8.GetString(file, 0, bodyLength).Split('\n');
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
                configuration.Set(where + name, name, lines[i].Substring(equals + 1));
            }

            configuration.CheckRequired();
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

        private static void Append(StringBuilder text, string name, string value)
        {
            text.Append(name);
            text.Append('=');
            text.Append(value);
            text.Append('\n');
        }

        private static string Address(int address)
        {
            return "0x" + Hex.Of(address).Substring(6);
        }

        private static int ParseAddress(string what, string value)
        {
            int address = value.StartsWith("0x") ? Hex.Parse(what, value.Substring(2), 1)[0] : 0;
            if (address < 0x08 || address > 0x77)
            {
                throw new FormatException(what + ": '" + value + "' is not an address from 0x08 to 0x77");
            }

            return address;
        }

        private static int ParseNumber(string what, string value, int minimum, int maximum)
        {
            return (int)Digits.Parse(what, value, minimum, maximum);
        }

        private static string ParseChoice(string what, string value, string first, string second)
        {
            if (value != first && value != second)
            {
                throw new FormatException(what + ": '" + value + "' is neither " + first + " nor " + second);
            }

            return value;
        }

        private static string ParseSensor(string what, string value)
        {
            string known = SensorFamily.Name(SensorFamily.Mpu6886);
            if (value != known)
            {
                throw new FormatException(what + ": '" + value + "' has no driver here; use " + known);
            }

            return value;
        }

        private static string ParseText(string what, string value, int maximumLength)
        {
            if (value.Length > maximumLength)
            {
                throw new FormatException(what + ": longer than " + maximumLength.ToString() + " characters");
            }

            return value;
        }

        private static string ParseHost(string what, string value)
        {
            bool good = value.Length > 0 && value.Length <= 128;
            for (int i = 0; i < value.Length; i++)
            {
                good = good && value[i] > ' ' && value[i] <= '~' && value[i] != '/' && value[i] != ':';
            }

            if (!good)
            {
                throw new FormatException(what + ": '" + value + "' is not a host name or IPv4 address");
            }

            return value;
        }

        private static int ParseRange(string what, string value)
        {
            int range = ParseNumber(what, value, 2, 16);
            if (range != 2 && range != 4 && range != 8 && range != 16)
            {
                throw new FormatException(what + ": '" + value + "' is not 2, 4, 8 or 16");
            }

            return range;
        }

        private static int ParseRate(string what, string value)
        {
            int rate = ParseNumber(what, value, 4, 4000);
            if (rate != 4000 && (rate > 1000 || 1000 % rate != 0))
            {
                throw new FormatException(what + ": '" + value + "' is neither 4000 nor 1000 over a whole number");
            }

            return rate;
        }

        private static int ParseWindow(string what, string value)
        {
            int length = ParseNumber(what, value, 128, 512);
            if (length != 128 && length != 256 && length != 512)
            {
                throw new FormatException(what + ": '" + value + "' is not 128, 256 or 512");
            }

            return length;
        }

        private void CheckRequired()
        {
            string missing = Site.Length == 0 ? "site" : Node.Length == 0 ? "node" : NodeKey.Length == 0 ? "nodeKey" : BrokerHost.Length == 0 ? "brokerHost" : null;
            if (missing != null)
            {
                throw new FormatException("configuration: " + missing + " is missing");
            }
        }

        private void Set(string what, string name, string value)
        {
            switch (name)
            {
                case "site":
                    Site = Names.Check(what, value);
                    break;
                case "node":
                    Node = Names.Check(what, value);
                    break;
                case "machineClass":
                    MachineClass = Names.Check(what, value);
                    break;
                case "nodeKey":
                    NodeKey = Hex.Parse(what, value, NodeKeys.KeyLength);
                    break;
                case "brokerHost":
                    BrokerHost = ParseHost(what, value);
                    break;
                case "brokerPort":
                    BrokerPort = ParseNumber(what, value, 1, 65535);
                    break;
                case "brokerUser":
                    BrokerUser = ParseText(what, value, 64);
                    break;
                case "brokerPassword":
                    BrokerPassword = ParseText(what, value, 128);
                    break;
                case "wifiSsid":
                    WifiSsid = ParseText(what, value, 32);
                    break;
                case "wifiPassword":
                    WifiPassword = ParseText(what, value, 64);
                    break;
                case "sensor":
                    Sensor = ParseSensor(what, value);
                    break;
                case "i2cBus":
                    I2cBus = ParseNumber(what, value, 1, 2);
                    break;
                case "i2cAddress":
                    I2cAddress = ParseAddress(what, value);
                    break;
                case "i2cDataPin":
                    I2cDataPin = ParseNumber(what, value, DefaultPin, 48);
                    break;
                case "i2cClockPin":
                    I2cClockPin = ParseNumber(what, value, DefaultPin, 48);
                    break;
                case "temperatureSensor":
                    TemperatureSensor = ParseChoice(what, value, NoSensor, Mcp9808);
                    break;
                case "temperatureAddress":
                    TemperatureAddress = ParseAddress(what, value);
                    break;
                case "rangeG":
                    RangeG = ParseRange(what, value);
                    break;
                case "sampleRateHz":
                    SampleRateHz = ParseRate(what, value);
                    break;
                case "windowLength":
                    WindowLength = ParseWindow(what, value);
                    break;
                case "telemetrySeconds":
                    TelemetrySeconds = ParseNumber(what, value, 1, 86400);
                    break;
                case "featuresSeconds":
                    FeaturesSeconds = ParseNumber(what, value, 0, 86400);
                    break;
                default:
                    throw new FormatException(what + " is not a field of version 1");
            }
        }
    }
}
