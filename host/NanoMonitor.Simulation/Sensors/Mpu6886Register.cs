namespace NanoMonitor.Simulation.Sensors;

/// <summary>Register addresses and bits of the MPU6886 (datasheet DS-000193, register map).</summary>
internal static class Mpu6886Register
{
    public const int SampleRateDivider = 0x19;
    public const int Config = 0x1A;
    public const int GyroConfig = 0x1B;
    public const int AccelConfig = 0x1C;
    public const int AccelConfig2 = 0x1D;
    public const int FifoEnable = 0x23;
    public const int InterruptStatus = 0x3A;
    public const int AccelOut = 0x3B;
    public const int TemperatureOut = 0x41;
    public const int GyroOut = 0x43;
    public const int GyroOutLast = 0x48;
    public const int UserControl = 0x6A;
    public const int PowerManagement1 = 0x6B;
    public const int PowerManagement2 = 0x6C;
    public const int FifoCountHigh = 0x72;
    public const int FifoCountLow = 0x73;
    public const int FifoReadWrite = 0x74;
    public const int WhoAmI = 0x75;

    public const int Count = 0x80;

    public const byte ConfigStopWhenFull = 0x40;
    public const byte ConfigFilterMask = 0x07;
    public const byte GyroConfigFilterBypassMask = 0x03;
    public const byte AccelConfig2FilterBypass = 0x08;
    public const byte AccelConfig2FilterMask = 0x07;
    public const byte FifoEnableGyro = 0x10;
    public const byte FifoEnableAccel = 0x08;
    public const byte InterruptFifoOverflow = 0x10;
    public const byte InterruptDataReady = 0x01;
    public const byte UserFifoEnable = 0x40;
    public const byte UserFifoReset = 0x04;
    public const byte UserSelfClearing = 0x05;
    public const byte PowerReset = 0x80;
    public const byte PowerSleep = 0x40;
    public const byte PowerTemperatureOff = 0x08;
    public const byte PowerAccelXOff = 0x20;
}
