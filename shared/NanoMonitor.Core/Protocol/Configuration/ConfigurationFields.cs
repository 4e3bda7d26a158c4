using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The fields of a configuration by name, as text: their order in the file, and what each may hold. Messages begin with
    /// <c>what</c>, which says where the value stands, and never show a secret.
    /// </summary>
    public static class ConfigurationFields
    {
        /// <summary>Every name, in the order of the file, separated by spaces.</summary>
        public const string All = "sequence"
            + " site node machineClass nodeKey keyEpoch"
            + " brokerHost brokerPort brokerTls brokerUser brokerPassword wifiSsid wifiPassword timeServer"
            + " mode dutyWindows dutySleepSeconds"
            + " sensor i2cBus i2cAddress i2cDataPin i2cClockPin"
            + " spiBus spiChipSelectPin spiDataOutPin spiDataInPin spiClockPin"
            + " temperatureSensor temperatureAddress oneWireReceivePin oneWireTransmitPin"
            + " rangeG sampleRateHz windowLength telemetrySeconds featuresSeconds"
            + " machineGroup machineSupport accelerationWarningMilliG accelerationAlarmMilliG"
            + " temperatureWarningCentiC temperatureAlarmCentiC stoppedRmsMilliG"
            + " ledPin ledActiveLow buttonPin improvPort";

        /// <summary>The fields that a command may change, separated by spaces: nothing secret, nothing that could cut the node off.</summary>
        public const string Remote = "machineClass mode dutyWindows dutySleepSeconds telemetrySeconds featuresSeconds"
            + " machineGroup machineSupport accelerationWarningMilliG accelerationAlarmMilliG"
            + " temperatureWarningCentiC temperatureAlarmCentiC stoppedRmsMilliG";

        private const int LargestSequence = 1000000000;
        private const int SecondsOfDay = 86400;

        /// <summary>The value of a field as text.</summary>
        /// <exception cref="FormatException">There is no such field.</exception>
        public static string Get(NodeConfiguration from, string name)
        {
            switch (name)
            {
                case "sequence": return from.Sequence.ToString();
                case "site": return from.Site;
                case "node": return from.Node;
                case "machineClass": return from.MachineClass;
                case "nodeKey": return Hex.Of(from.NodeKey);
                case "keyEpoch": return from.KeyEpoch.ToString();
                case "brokerHost": return from.BrokerHost;
                case "brokerPort": return from.BrokerPort.ToString();
                case "brokerTls": return from.BrokerTls.ToString();
                case "brokerUser": return from.BrokerUser;
                case "brokerPassword": return from.BrokerPassword;
                case "wifiSsid": return from.WifiSsid;
                case "wifiPassword": return from.WifiPassword;
                case "timeServer": return from.TimeServer;
                case "mode": return from.Mode;
                case "dutyWindows": return from.DutyWindows.ToString();
                case "dutySleepSeconds": return from.DutySleepSeconds.ToString();
                case "sensor": return from.Sensor;
                case "i2cBus": return from.I2cBus.ToString();
                case "i2cAddress": return ConfigurationValue.OfAddress(from.I2cAddress);
                case "i2cDataPin": return from.I2cDataPin.ToString();
                case "i2cClockPin": return from.I2cClockPin.ToString();
                case "spiBus": return from.SpiBus.ToString();
                case "spiChipSelectPin": return from.SpiChipSelectPin.ToString();
                case "spiDataOutPin": return from.SpiDataOutPin.ToString();
                case "spiDataInPin": return from.SpiDataInPin.ToString();
                case "spiClockPin": return from.SpiClockPin.ToString();
                case "temperatureSensor": return from.TemperatureSensor;
                case "temperatureAddress": return ConfigurationValue.OfAddress(from.TemperatureAddress);
                case "oneWireReceivePin": return from.OneWireReceivePin.ToString();
                case "oneWireTransmitPin": return from.OneWireTransmitPin.ToString();
                case "rangeG": return from.RangeG.ToString();
                case "sampleRateHz": return from.SampleRateHz.ToString();
                case "windowLength": return from.WindowLength.ToString();
                case "telemetrySeconds": return from.TelemetrySeconds.ToString();
                case "featuresSeconds": return from.FeaturesSeconds.ToString();
                case "machineGroup": return from.MachineGroup.ToString();
                case "machineSupport": return from.MachineSupport;
                case "accelerationWarningMilliG": return from.AccelerationWarningMilliG.ToString();
                case "accelerationAlarmMilliG": return from.AccelerationAlarmMilliG.ToString();
                case "temperatureWarningCentiC": return from.TemperatureWarningCentiC.ToString();
                case "temperatureAlarmCentiC": return from.TemperatureAlarmCentiC.ToString();
                case "stoppedRmsMilliG": return from.StoppedRmsMilliG.ToString();
                case "ledPin": return from.LedPin.ToString();
                case "ledActiveLow": return from.LedActiveLow.ToString();
                case "buttonPin": return from.ButtonPin.ToString();
                case "improvPort": return from.ImprovPort;
                default: throw Unknown(name);
            }
        }

        /// <summary>Sets a field from text.</summary>
        /// <param name="what">Begins the message where the value is refused.</param>
        /// <exception cref="FormatException">There is no such field, or the value is not allowed.</exception>
        public static void Set(NodeConfiguration to, string what, string name, string value)
        {
            switch (name)
            {
                case "sequence": to.Sequence = ConfigurationValue.Number(what, value, 1, LargestSequence); break;
                case "site": to.Site = Names.Check(what, value); break;
                case "node": to.Node = Names.Check(what, value); break;
                case "machineClass": to.MachineClass = Names.Check(what, value); break;
                case "nodeKey": to.NodeKey = Hex.Parse(what, value, NodeKeys.KeyLength); break;
                case "keyEpoch": to.KeyEpoch = ConfigurationValue.Number(what, value, 0, int.MaxValue); break;
                case "brokerHost": to.BrokerHost = ConfigurationValue.Host(what, value); break;
                case "brokerPort": to.BrokerPort = ConfigurationValue.Number(what, value, 1, 65535); break;
                case "brokerTls": to.BrokerTls = ConfigurationValue.Number(what, value, 0, 1); break;
                case "brokerUser": to.BrokerUser = ConfigurationValue.Text(what, value, 64); break;
                case "brokerPassword": to.BrokerPassword = ConfigurationValue.Text(what, value, 128); break;
                case "wifiSsid": to.WifiSsid = ConfigurationValue.Text(what, value, 32); break;
                case "wifiPassword": to.WifiPassword = ConfigurationValue.Text(what, value, 64); break;
                case "timeServer": to.TimeServer = value.Length == 0 ? value : ConfigurationValue.Host(what, value); break;
                case "mode": to.Mode = ConfigurationValue.Choice(what, value, NodeConfiguration.Continuous, NodeConfiguration.DutyCycled); break;
                case "dutyWindows": to.DutyWindows = ConfigurationValue.Number(what, value, 1, 100); break;
                case "dutySleepSeconds": to.DutySleepSeconds = ConfigurationValue.Number(what, value, 1, SecondsOfDay); break;
                case "sensor": to.Sensor = ConfigurationValue.Sensor(what, value); break;
                case "i2cBus": to.I2cBus = ConfigurationValue.Number(what, value, 1, 2); break;
                case "i2cAddress": to.I2cAddress = value == "0" ? NodeConfiguration.DefaultAddress : ConfigurationValue.Address(what, value); break;
                case "i2cDataPin": to.I2cDataPin = ConfigurationValue.Pin(what, value); break;
                case "i2cClockPin": to.I2cClockPin = ConfigurationValue.Pin(what, value); break;
                case "spiBus": to.SpiBus = ConfigurationValue.Number(what, value, 1, 2); break;
                case "spiChipSelectPin": to.SpiChipSelectPin = ConfigurationValue.Pin(what, value); break;
                case "spiDataOutPin": to.SpiDataOutPin = ConfigurationValue.Pin(what, value); break;
                case "spiDataInPin": to.SpiDataInPin = ConfigurationValue.Pin(what, value); break;
                case "spiClockPin": to.SpiClockPin = ConfigurationValue.Pin(what, value); break;
                case "temperatureSensor":
                    to.TemperatureSensor = ConfigurationValue.Choice(
                        what, value, NodeConfiguration.NoSensor, NodeConfiguration.Mcp9808, NodeConfiguration.Ds18b20);
                    break;
                case "temperatureAddress": to.TemperatureAddress = ConfigurationValue.Address(what, value); break;
                case "oneWireReceivePin": to.OneWireReceivePin = ConfigurationValue.Pin(what, value); break;
                case "oneWireTransmitPin": to.OneWireTransmitPin = ConfigurationValue.Pin(what, value); break;
                case "rangeG": to.RangeG = ConfigurationValue.Number(what, ConfigurationValue.Choice(what, value, "2", "4", "8", "16"), 2, 16); break;
                case "sampleRateHz": to.SampleRateHz = ConfigurationValue.Number(what, value, 1, 26667); break;
                case "windowLength": to.WindowLength = ConfigurationValue.Number(what, ConfigurationValue.Choice(what, value, "128", "256", "512"), 128, 512); break;
                case "telemetrySeconds": to.TelemetrySeconds = ConfigurationValue.Number(what, value, 1, SecondsOfDay); break;
                case "featuresSeconds": to.FeaturesSeconds = ConfigurationValue.Number(what, value, 0, SecondsOfDay); break;
                case "machineGroup": to.MachineGroup = ConfigurationValue.Number(what, value, 0, 2); break;
                case "machineSupport":
                    to.MachineSupport = ConfigurationValue.Choice(what, value, NodeConfiguration.RigidSupport, NodeConfiguration.FlexibleSupport);
                    break;
                case "accelerationWarningMilliG": to.AccelerationWarningMilliG = ConfigurationValue.Number(what, value, 0, 65535); break;
                case "accelerationAlarmMilliG": to.AccelerationAlarmMilliG = ConfigurationValue.Number(what, value, 0, 65535); break;
                case "temperatureWarningCentiC": to.TemperatureWarningCentiC = ConfigurationValue.TemperatureLimit(what, value); break;
                case "temperatureAlarmCentiC": to.TemperatureAlarmCentiC = ConfigurationValue.TemperatureLimit(what, value); break;
                case "stoppedRmsMilliG": to.StoppedRmsMilliG = ConfigurationValue.Number(what, value, 0, 65535); break;
                case "ledPin": to.LedPin = ConfigurationValue.Pin(what, value); break;
                case "ledActiveLow": to.LedActiveLow = ConfigurationValue.Number(what, value, 0, 1); break;
                case "buttonPin": to.ButtonPin = ConfigurationValue.Pin(what, value); break;
                case "improvPort": to.ImprovPort = ConfigurationValue.Choice(what, value, "", "COM1", "COM2", "COM3"); break;
                default: throw Unknown(what);
            }
        }

        /// <summary>Sets some of the <see cref="Remote"/> fields.</summary>
        /// <param name="changes"><c>name=value</c>, separated by single spaces; at least one.</param>
        /// <exception cref="FormatException">Not such a text, a field that may not be changed so, or a value that is not allowed.</exception>
        public static void Change(NodeConfiguration configuration, string changes)
        {
            string[] parts = changes.Split(' ');
            for (int i = 0; i < parts.Length; i++)
            {
                int equals = parts[i].IndexOf('=');
                if (equals < 1)
                {
                    throw new FormatException("'" + parts[i] + "' is not name=value");
                }

                string name = parts[i].Substring(0, equals);
                if ((" " + Remote + " ").IndexOf(" " + name + " ") < 0)
                {
                    throw new FormatException(name + " cannot be changed by a command; these can: " + Remote);
                }

                Set(configuration, name, name, parts[i].Substring(equals + 1));
            }
        }

        /// <summary>Whether a field must not be shown.</summary>
        public static bool IsSecret(string name)
        {
            return name == "nodeKey" || name == "brokerPassword" || name == "wifiPassword";
        }

        private static FormatException Unknown(string what)
        {
            return new FormatException(what + " is not a field of version 1");
        }
    }
}
