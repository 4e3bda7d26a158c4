namespace NanoMonitor.Simulation.Sensors;

/// <summary>Register addresses and bits that LSM6DSO and IIS3DWB share (datasheets DS12140 and DS12569, register mapping).</summary>
internal static class TaggedFifoRegister
{
    public const int FifoControl1 = 0x07;
    public const int FifoControl2 = 0x08;
    public const int FifoControl3 = 0x09;
    public const int FifoControl4 = 0x0A;
    public const int WhoAmI = 0x0F;
    public const int Control1 = 0x10;
    public const int Control3 = 0x12;
    public const int Status = 0x1E;
    public const int TemperatureLow = 0x20;
    public const int OutXLow = 0x28;
    public const int OutZHigh = 0x2D;
    public const int FifoStatus1 = 0x3A;
    public const int FifoStatus2 = 0x3B;
    public const int FifoDataTag = 0x78;
    public const int FifoDataLast = 0x7E;

    public const int Count = 0x80;

    public const byte Control3Reset = 0x01;
    public const byte Control3AddressSteps = 0x04;
    public const byte StatusNewAcceleration = 0x01;
    public const byte FifoModeMask = 0x07;
    public const byte FifoModeStopsWhenFull = 0x01;
    public const byte BatchRateMask = 0x0F;
    public const byte FifoAboveWatermark = 0x80;
    public const byte FifoOverrun = 0x40;
    public const byte FifoFull = 0x20;
    public const byte FifoOverrunLatched = 0x08;
    public const byte AccelerometerTag = 0x02;
}
