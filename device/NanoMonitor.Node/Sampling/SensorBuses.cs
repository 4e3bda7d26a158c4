using System.Device.I2c;
using System.Device.Spi;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Sensors;
using nanoFramework.Hardware.Esp32;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>The buses that the configuration names, with their pins assigned.</summary>
    public sealed class SensorBuses : ISensorBuses
    {
        private readonly NodeConfiguration _configuration;

        /// <summary>Assigns the pins.</summary>
        public SensorBuses(NodeConfiguration configuration)
        {
            _configuration = configuration;
            bool first = configuration.I2cBus == 1;
            Assign(configuration.I2cDataPin, first ? DeviceFunction.I2C1_DATA : DeviceFunction.I2C2_DATA);
            Assign(configuration.I2cClockPin, first ? DeviceFunction.I2C1_CLOCK : DeviceFunction.I2C2_CLOCK);
            first = configuration.SpiBus == 1;
            Assign(configuration.SpiDataOutPin, first ? DeviceFunction.SPI1_MOSI : DeviceFunction.SPI2_MOSI);
            Assign(configuration.SpiDataInPin, first ? DeviceFunction.SPI1_MISO : DeviceFunction.SPI2_MISO);
            Assign(configuration.SpiClockPin, first ? DeviceFunction.SPI1_CLOCK : DeviceFunction.SPI2_CLOCK);

            // The 1-Wire bus is made of the third serial port.
            Assign(configuration.OneWireReceivePin, DeviceFunction.COM3_RX);
            Assign(configuration.OneWireTransmitPin, DeviceFunction.COM3_TX);
        }

        public I2cDevice OpenI2c(int address)
        {
            return new I2cDevice(new I2cConnectionSettings(_configuration.I2cBus, address, I2cBusSpeed.FastMode));
        }

        public SpiDevice OpenSpi(SpiMode mode, int clockHz)
        {
            if (_configuration.SpiChipSelectPin == NodeConfiguration.DefaultPin)
            {
                return null;
            }

            SpiConnectionSettings settings = new SpiConnectionSettings(_configuration.SpiBus, _configuration.SpiChipSelectPin);
            settings.Mode = mode;
            settings.ClockFrequency = clockHz;
            return new SpiDevice(settings);
        }

        private static void Assign(int pin, DeviceFunction function)
        {
            if (pin != NodeConfiguration.DefaultPin)
            {
                Configuration.SetPinFunction(pin, function);
            }
        }
    }
}
