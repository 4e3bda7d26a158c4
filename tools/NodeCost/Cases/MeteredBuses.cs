using System.Device.I2c;
using System.Device.Spi;
using NanoMonitor.Sensors;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>The buses of the metered board.</summary>
/// <param name="hasSpi">Whether SPI is wired.</param>
internal sealed class MeteredBuses(bool hasSpi) : ISensorBuses
{
    public const int Bus = 1;
    public const int ChipSelect = 5;

    public I2cDevice OpenI2c(int address) => new(new I2cConnectionSettings(Bus, address, I2cBusSpeed.FastMode));

    public SpiDevice OpenSpi(SpiMode mode, int clockHz) =>
        hasSpi ? new(new SpiConnectionSettings(Bus, ChipSelect) { ClockFrequency = clockHz, Mode = mode }) : null!;
}
