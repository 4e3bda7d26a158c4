using System.Device.Gpio;

namespace System.Device.Spi;

/// <summary>Bus (1 and up), chip select line and wire format of an SPI device.</summary>
public sealed class SpiConnectionSettings
{
    public SpiConnectionSettings(int busId, int chipSelectLine = -1)
    {
        BusId = busId;
        ChipSelectLine = chipSelectLine;
    }

    public int BusId { get; set; }

    public int ChipSelectLine { get; set; }

    public PinValue ChipSelectLineActiveState { get; set; } = PinValue.Low;

    /// <summary>Hertz.</summary>
    public int ClockFrequency { get; set; } = 500_000;

    public SpiBusConfiguration Configuration { get; set; } = SpiBusConfiguration.FullDuplex;

    public int DataBitLength { get; set; } = 8;

    public DataFlow DataFlow { get; set; } = DataFlow.MsbFirst;

    public SpiMode Mode { get; set; } = SpiMode.Mode0;
}
