using System.Buffers.Binary;
using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// The accelerometer of an MPU6886 on an I2C bus, register by register (datasheet DS-000193). Modelled: identity, reset and
/// sleep, range, filter, rate, data registers, data-ready and overflow interrupts, and the FIFO of 1024 bytes with its latch,
/// both full modes and its burst reading; multi-byte accesses go on to the next register, except at FIFO_R_W. Other registers
/// keep what is written. The gyroscope reads zero, and low-power cycling samples like normal operation. A read of an empty
/// FIFO gives 0xFF.
/// </summary>
public sealed class VirtualMpu6886 : VirtualAccelerometer, II2cTarget
{
    /// <summary>I2C address with AD0 low.</summary>
    public const int Address = 0x68;

    /// <summary>Bytes in the FIFO.</summary>
    public const int FifoCapacity = 1024;

    private const byte Identity = 0x19;
    private const double TemperatureCountsPerC = 326.8;
    private const double TemperatureZeroC = 25;
    private const int AccelBytes = 6;
    private const int TemperatureBytes = 2;
    private const int GyroBytes = 6;

    private int _latchedFifoCount;

    /// <summary>A sensor just powered on: asleep, registers at their reset values.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is; a real part is within ±10,000 ppm.</param>
    public VirtualMpu6886(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
        : base(clock, source, oscillatorErrorPpm, Identity, Mpu6886Register.Count, FifoCapacity)
    {
        PowerOn();
    }

    /// <inheritdoc/>
    public override void PowerOn()
    {
        Forget();
        Registers[Mpu6886Register.Config] = 0x80;
        Registers[Mpu6886Register.PowerManagement1] = 0x41;
        _latchedFifoCount = 0;
    }

    /// <inheritdoc/>
    public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferI2c(write, read);

    private protected override int AddressAfter(int address) =>
        address == Mpu6886Register.FifoReadWrite ? address : base.AddressAfter(address);

    private protected override SamplingPlan? Plan()
    {
        bool awake = (Registers[Mpu6886Register.PowerManagement1] & Mpu6886Register.PowerSleep) == 0;
        return awake ? Mpu6886Sampling.From(Registers) : null;
    }

    private protected override void OnOverflow()
    {
        Registers[Mpu6886Register.InterruptStatus] |= Mpu6886Register.InterruptFifoOverflow;
    }

    private protected override byte ReadRegister(int address)
    {
        switch (address)
        {
            case Mpu6886Register.InterruptStatus:
                byte status = Registers[address];
                Registers[address] = 0;
                return status;
            case Mpu6886Register.FifoCountHigh:
                _latchedFifoCount = Fifo.Count;
                return (byte)(_latchedFifoCount >> 8);
            case Mpu6886Register.FifoCountLow:
                return (byte)_latchedFifoCount;
            case Mpu6886Register.FifoReadWrite:
                (int first, int length) = FrameRegisters();
                return TakeFifoByte(first == Mpu6886Register.AccelOut ? length : 0) ?? 0xFF;
            case Mpu6886Register.WhoAmI:
                return WhoAmI;
            default:
                return Registers[address];
        }
    }

    private protected override void WriteRegister(int address, byte value, long now)
    {
        switch (address)
        {
            case >= Mpu6886Register.InterruptStatus and <= Mpu6886Register.GyroOutLast:
            case Mpu6886Register.FifoCountHigh:
            case Mpu6886Register.FifoCountLow:
            case Mpu6886Register.WhoAmI:
                return;
            case Mpu6886Register.FifoReadWrite:
                Fifo.WriteOverOldest([value]);
                return;
            case Mpu6886Register.PowerManagement1 when (value & Mpu6886Register.PowerReset) != 0:
                PowerOn();
                return;
            case Mpu6886Register.UserControl:
                Registers[address] = (byte)(value & ~Mpu6886Register.UserSelfClearing);
                if ((value & Mpu6886Register.UserFifoReset) != 0)
                {
                    ResetFifo(now);
                }

                return;
            case Mpu6886Register.FifoEnable:
                AbandonFrame();
                break;
        }

        Registers[address] = value;
        ApplySampling(now);
    }

    private protected override void Latch(CountSample sample)
    {
        Registers[Mpu6886Register.InterruptStatus] |= Mpu6886Register.InterruptDataReady;
        LatchAxis(0, sample.X);
        LatchAxis(1, sample.Y);
        LatchAxis(2, sample.Z);
        if ((Registers[Mpu6886Register.PowerManagement1] & Mpu6886Register.PowerTemperatureOff) == 0)
        {
            double code = Math.Round((sample.TemperatureC - TemperatureZeroC) * TemperatureCountsPerC);
            WriteWord(Mpu6886Register.TemperatureOut, (short)Math.Clamp(code, short.MinValue, short.MaxValue));
        }

        (int first, int length) = FrameRegisters();
        if (length > 0 && (Registers[Mpu6886Register.UserControl] & Mpu6886Register.UserFifoEnable) != 0)
        {
            bool stopWhenFull = (Registers[Mpu6886Register.Config] & Mpu6886Register.ConfigStopWhenFull) != 0;
            Append(Registers.AsSpan(first, length), stopWhenFull);
        }
    }

    private protected override AccelerometerFrame Decode(ReadOnlySpan<byte> frame)
    {
        return new AccelerometerFrame(
            BinaryPrimitives.ReadInt16BigEndian(frame),
            BinaryPrimitives.ReadInt16BigEndian(frame[2..]),
            BinaryPrimitives.ReadInt16BigEndian(frame[4..]),
            BinaryPrimitives.ReadInt16BigEndian(frame[6..]));
    }

    private void LatchAxis(int axis, int counts)
    {
        if ((Registers[Mpu6886Register.PowerManagement2] & (Mpu6886Register.PowerAccelXOff >> axis)) == 0)
        {
            WriteWord(Mpu6886Register.AccelOut + (2 * axis), (short)counts);
        }
    }

    private void WriteWord(int address, short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Registers.AsSpan(address), value);
    }

    /// <summary>
    /// The registers a frame copies: ACCEL_FIFO_EN takes acceleration and temperature, GYRO_FIFO_EN temperature and
    /// gyroscope, both together all three once (datasheet, register 0x23).
    /// </summary>
    private (int First, int Length) FrameRegisters()
    {
        int enabled = Registers[Mpu6886Register.FifoEnable];
        bool accel = (enabled & Mpu6886Register.FifoEnableAccel) != 0;
        bool gyro = (enabled & Mpu6886Register.FifoEnableGyro) != 0;
        if (!accel && !gyro)
        {
            return (0, 0);
        }

        int length = (accel ? AccelBytes : 0) + TemperatureBytes + (gyro ? GyroBytes : 0);
        return (accel ? Mpu6886Register.AccelOut : Mpu6886Register.TemperatureOut, length);
    }
}
