using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>Reads the values of configuration fields. Every refusal says, after <c>what</c>, what is allowed.</summary>
    internal static class ConfigurationValue
    {
        private const int LowestAddress = 0x08;
        private const int HighestAddress = 0x77;
        private const int HighestPin = 48;

        public static int Number(string what, string value, int minimum, int maximum)
        {
            return (int)Digits.Parse(what, value, minimum, maximum);
        }

        /// <summary>A GPIO, or <see cref="NodeConfiguration.DefaultPin"/>.</summary>
        public static int Pin(string what, string value)
        {
            return Number(what, value, NodeConfiguration.DefaultPin, HighestPin);
        }

        public static string OfAddress(int address)
        {
            return address == NodeConfiguration.DefaultAddress ? "0" : "0x" + Hex.Of(address).Substring(6);
        }

        public static int Address(string what, string value)
        {
            int address = value.StartsWith("0x") ? Hex.Parse(what, value.Substring(2), 1)[0] : 0;
            if (address < LowestAddress || address > HighestAddress)
            {
                throw new FormatException(what + ": '" + value + "' is not an address from 0x08 to 0x77");
            }

            return address;
        }

        public static int TemperatureLimit(string what, string value)
        {
            int off = NodeConfiguration.NoTemperatureLimit;
            return value == off.ToString() ? off : Number(what, value, -5500, 15000);
        }

        public static string Choice(string what, string value, params string[] choices)
        {
            string allowed = "";
            for (int i = 0; i < choices.Length; i++)
            {
                if (value == choices[i])
                {
                    return value;
                }

                allowed = allowed + (i == 0 ? "" : i == choices.Length - 1 ? " or " : ", ") + (choices[i].Length == 0 ? "empty" : choices[i]);
            }

            throw new FormatException(what + ": '" + value + "' is not " + allowed);
        }

        public static string Sensor(string what, string value)
        {
            if (value != NodeConfiguration.AutoSensor && SensorFamily.Parse(value) <= SensorFamily.Unknown)
            {
                string allowed = NodeConfiguration.AutoSensor;
                for (int family = SensorFamily.Unknown + 1; family < SensorFamily.Count; family++)
                {
                    allowed = allowed + ", " + SensorFamily.Name(family);
                }

                throw new FormatException(what + ": '" + value + "' is none of " + allowed);
            }

            return value;
        }

        /// <summary>The value is not shown: it may be a secret.</summary>
        public static string Text(string what, string value, int maximumLength)
        {
            if (value.Length > maximumLength)
            {
                throw new FormatException(what + ": longer than " + maximumLength.ToString() + " characters");
            }

            return value;
        }

        public static string Host(string what, string value)
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
    }
}
