using System;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>What must hold between the fields of a configuration.</summary>
    public static class ConfigurationRules
    {
        // The 1-Wire bus is made of the third serial port.
        private const string OneWirePort = "COM3";

        private const string Pins = "i2cDataPin i2cClockPin spiChipSelectPin spiDataOutPin spiDataInPin spiClockPin"
            + " oneWireReceivePin oneWireTransmitPin ledPin buttonPin";

        /// <exception cref="FormatException">Something does not hold; names the fields.</exception>
        public static void Check(NodeConfiguration configuration)
        {
            string objection = ObjectionTo(configuration);
            if (objection != null)
            {
                throw new FormatException("configuration: " + objection);
            }
        }

        private static string ObjectionTo(NodeConfiguration configuration)
        {
            string objection = Missing(configuration);
            if (objection == null)
            {
                objection = OrderOfLimits(configuration);
            }

            if (objection == null)
            {
                objection = SharedPin(configuration);
            }

            if (objection == null && configuration.Sensor != NodeConfiguration.AutoSensor)
            {
                objection = SensorLimits.ObjectionTo(
                    SensorFamily.Parse(configuration.Sensor), configuration.RangeG, configuration.SampleRateHz, configuration.I2cAddress);
            }

            return objection;
        }

        private static string Missing(NodeConfiguration configuration)
        {
            string missing = configuration.Site.Length == 0 ? "site"
                : configuration.Node.Length == 0 ? "node"
                : configuration.NodeKey.Length == 0 ? "nodeKey"
                : configuration.BrokerHost.Length == 0 ? "brokerHost"
                : null;
            if (missing != null)
            {
                return missing + " is missing";
            }

            if (SensorLimits.IsOnSpi(SensorFamily.Parse(configuration.Sensor)) && configuration.SpiChipSelectPin == NodeConfiguration.DefaultPin)
            {
                return "spiChipSelectPin is missing: the " + configuration.Sensor + " is on SPI";
            }

            bool hasOneWire = configuration.OneWireReceivePin != NodeConfiguration.DefaultPin
                && configuration.OneWireTransmitPin != NodeConfiguration.DefaultPin;
            if (configuration.TemperatureSensor == NodeConfiguration.Ds18b20 && !hasOneWire)
            {
                return "oneWireReceivePin or oneWireTransmitPin is missing: the " + NodeConfiguration.Ds18b20 + " is on 1-Wire";
            }

            if (configuration.TemperatureSensor == NodeConfiguration.Ds18b20 && configuration.ImprovPort == OneWirePort)
            {
                return "improvPort is " + OneWirePort + ", and the " + NodeConfiguration.Ds18b20 + " needs that port for 1-Wire";
            }

            return null;
        }

        private static string OrderOfLimits(NodeConfiguration configuration)
        {
            if (configuration.AccelerationAlarmMilliG != 0 && configuration.AccelerationAlarmMilliG < configuration.AccelerationWarningMilliG)
            {
                return "accelerationAlarmMilliG is below accelerationWarningMilliG";
            }

            if (configuration.TemperatureAlarmCentiC != NodeConfiguration.NoTemperatureLimit
                && configuration.TemperatureAlarmCentiC < configuration.TemperatureWarningCentiC)
            {
                return "temperatureAlarmCentiC is below temperatureWarningCentiC";
            }

            return null;
        }

        private static string SharedPin(NodeConfiguration configuration)
        {
            string[] names = Pins.Split(' ');
            string[] pins = new string[names.Length];
            for (int i = 0; i < names.Length; i++)
            {
                pins[i] = ConfigurationFields.Get(configuration, names[i]);
                for (int j = 0; j < i; j++)
                {
                    if (pins[i] == pins[j] && pins[i] != "-1")
                    {
                        return names[j] + " and " + names[i] + " are both GPIO " + pins[i];
                    }
                }
            }

            return null;
        }
    }
}
