namespace NanoMonitor.Simulation.Sensors;

/// <summary>Register addresses and bits of the LIS3DH (datasheet DocID17530, register mapping).</summary>
internal static class Lis3dhRegister
{
    public const int OutAdc3Low = 0x0C;
    public const int OutAdc3High = 0x0D;
    public const int WhoAmI = 0x0F;
    public const int TemperatureConfig = 0x1F;
    public const int Control1 = 0x20;
    public const int Control4 = 0x23;
    public const int Control5 = 0x24;
    public const int Control6 = 0x25;
    public const int Reference = 0x26;
    public const int Status = 0x27;
    public const int OutXLow = 0x28;
    public const int OutZHigh = 0x2D;
    public const int FifoControl = 0x2E;
    public const int FifoSource = 0x2F;

    public const int Count = 0x80;

    public const byte AddressMask = 0x7F;
    public const byte AddressSteps = 0x80;
    public const byte Control1LowPower = 0x08;
    public const byte Control1AllAxes = 0x07;
    public const byte Control4BigEndian = 0x40;
    public const byte Control4HighResolution = 0x08;
    public const byte Control5Boot = 0x80;
    public const byte Control5FifoOn = 0x40;
    public const byte TemperatureOn = 0xC0;
    public const byte StatusNewData = 0x0F;
    public const byte FifoFull = 0x40;
    public const byte FifoEmpty = 0x20;
    public const byte FifoAboveWatermark = 0x80;
    public const byte FifoLevelMask = 0x1F;
}
