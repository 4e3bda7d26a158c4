using System.Device.I2c;
using System.Device.Spi;

namespace NanoMonitor.Sensors.Tests;

/// <summary>The buses of a bench, as a node's configuration would name them.</summary>
internal sealed class BenchBuses(bool hasSpi) : ISensorBuses
{
    public List<string> Opened { get; } = [];

    public I2cDevice OpenI2c(int address)
    {
        Opened.Add($"{address:x2}");
        return Bench.OpenI2c(address);
    }

    public SpiDevice? OpenSpi(SpiMode mode, int clockHz)
    {
        if (!hasSpi)
        {
            return null;
        }

        Opened.Add(mode.ToString());
        return new SpiDevice(new SpiConnectionSettings(1, Bench.ChipSelect) { Mode = mode, ClockFrequency = clockHz });
    }
}
