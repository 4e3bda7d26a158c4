namespace System.Device.Spi;

/// <summary>Wires of an SPI bus.</summary>
public enum SpiBusConfiguration
{
    FullDuplex = 0,
    HalfDuplex = 1,
    Simplex = 2,
}
