using System.Device.I2c;
using System.Device.Spi;

namespace NanoMonitor.Sensors
{
    /// <summary>The buses that a node's configuration names. Whoever opens a device disposes of it.</summary>
    public interface ISensorBuses
    {
        /// <summary>A device at a 7-bit address of the I2C bus, at 400 kHz.</summary>
        I2cDevice OpenI2c(int address);

        /// <summary>The device behind the chip select line, or null where no SPI is wired.</summary>
        /// <param name="clockHz">The fastest clock it stands.</param>
        SpiDevice OpenSpi(SpiMode mode, int clockHz);
    }
}
