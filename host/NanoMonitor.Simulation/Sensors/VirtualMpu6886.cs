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
/// <remarks>
/// Samples are made when the bus is used, one for each sample period of the clock since sampling began, so what a driver gets
/// does not depend on how often it asks. Change faults and source only while the board's time stands still.
/// </remarks>
public sealed class VirtualMpu6886 : II2cTarget
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

    private readonly IClock _clock;
    private readonly int _oscillatorErrorPpm;
    private readonly byte[] _registers = new byte[Mpu6886Register.Count];
    private readonly ByteFifo _fifo = new(FifoCapacity);
    private readonly byte[] _frameBeingRead = new byte[AccelBytes + TemperatureBytes + GyroBytes];
    private ISampleSource _source;
    private bool _sourceWaitsForFifoReset;
    private bool _sampling;
    private Mpu6886Sampling _settings;
    private SampleClock _sampleClock;
    private long _samplesTaken;
    private int _pointer;
    private int _latchedFifoCount;
    private int _frameBytesRead;
    private long _framesReadFromSource;

    /// <summary>A sensor just powered on: asleep, registers at their reset values.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is; a real part is within ±10,000 ppm.</param>
    public VirtualMpu6886(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
    {
        _clock = clock;
        _source = source;
        _oscillatorErrorPpm = oscillatorErrorPpm;
        PowerOn();
    }

    /// <summary>Faults between the sensor and its bus.</summary>
    public BusFaults Bus { get; } = new();

    /// <summary>What WHO_AM_I reads; 0x19 unless it is to be the wrong part.</summary>
    public byte WhoAmI { get; set; } = Identity;

    /// <summary>Fault: the output registers, and so the frames, keep their last values.</summary>
    public bool OutputStuck { get; set; }

    /// <summary>Fault: bits of each acceleration word that always read 0.</summary>
    public ushort DeadBits { get; set; }

    /// <summary>Fault: no more frames get into the FIFO.</summary>
    public bool FifoFrozen { get; set; }

    /// <summary>Called, on the board's thread, with every frame a driver has read from the FIFO completely.</summary>
    public Action<AccelerometerFrame>? FrameRead { get; set; }

    /// <summary>Frames read from the FIFO since the sensor was made.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Frames that cost others their place in a full FIFO, or found none themselves.</summary>
    public long FramesLost { get; private set; }

    /// <summary>Real sample rate, oscillator error included; 0 while asleep.</summary>
    public double SampleRateHz => _sampling ? _sampleClock.SampleRateHz : 0;

    /// <summary>A power cycle: everything forgotten.</summary>
    public void PowerOn()
    {
        Array.Clear(_registers);
        _registers[Mpu6886Register.Config] = 0x80;
        _registers[Mpu6886Register.PowerManagement1] = 0x41;
        _pointer = 0;
        _latchedFifoCount = 0;
        _sampling = false;
        ClearFifo();
    }

    /// <summary>
    /// Puts another source in place of the present one, with a gap a driver notices: the FIFO overflows, and the new source
    /// begins, from its first sample, at the driver's next FIFO reset.
    /// </summary>
    public void Load(ISampleSource source)
    {
        _source = source;
        _framesReadFromSource = 0;
        _sourceWaitsForFifoReset = true;
        _fifo.Clear();
        _fifo.WriteOverOldest(new byte[FifoCapacity]);
        _registers[Mpu6886Register.InterruptStatus] |= Mpu6886Register.InterruptFifoOverflow;
    }

    /// <inheritdoc/>
    public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        long now = _clock.NowMicroseconds;
        if (!Bus.Acknowledges(now))
        {
            return false;
        }

        TakeDueSamples(now);
        if (write.Length > 0)
        {
            _pointer = write[0] % Mpu6886Register.Count;
            foreach (byte value in write[1..])
            {
                WriteRegister(value, now);
                StepPointer();
            }
        }

        for (int i = 0; i < read.Length; i++)
        {
            read[i] = ReadRegister();
            StepPointer();
        }

        return true;
    }

    private void StepPointer()
    {
        if (_pointer != Mpu6886Register.FifoReadWrite)
        {
            _pointer = (_pointer + 1) % Mpu6886Register.Count;
        }
    }

    private byte ReadRegister()
    {
        switch (_pointer)
        {
            case Mpu6886Register.InterruptStatus:
                byte status = _registers[_pointer];
                _registers[_pointer] = 0;
                return status;
            case Mpu6886Register.FifoCountHigh:
                _latchedFifoCount = _fifo.Count;
                return (byte)(_latchedFifoCount >> 8);
            case Mpu6886Register.FifoCountLow:
                return (byte)_latchedFifoCount;
            case Mpu6886Register.FifoReadWrite:
                return ReadFifo();
            case Mpu6886Register.WhoAmI:
                return WhoAmI;
            default:
                return _registers[_pointer];
        }
    }

    private void WriteRegister(byte value, long now)
    {
        switch (_pointer)
        {
            case >= Mpu6886Register.InterruptStatus and <= Mpu6886Register.GyroOutLast:
            case Mpu6886Register.FifoCountHigh:
            case Mpu6886Register.FifoCountLow:
            case Mpu6886Register.WhoAmI:
                return;
            case Mpu6886Register.FifoReadWrite:
                _fifo.WriteOverOldest([value]);
                return;
            case Mpu6886Register.PowerManagement1 when (value & Mpu6886Register.PowerReset) != 0:
                int pointer = _pointer;
                PowerOn();
                _pointer = pointer;
                return;
            case Mpu6886Register.UserControl:
                _registers[_pointer] = (byte)(value & ~Mpu6886Register.UserSelfClearing);
                if ((value & Mpu6886Register.UserFifoReset) != 0)
                {
                    ResetFifo(now);
                }

                return;
            case Mpu6886Register.FifoEnable:
                _frameBytesRead = 0;
                break;
        }

        _registers[_pointer] = value;
        ApplySampling(now);
    }

    private void ApplySampling(long now)
    {
        bool awake = (_registers[Mpu6886Register.PowerManagement1] & Mpu6886Register.PowerSleep) == 0;
        Mpu6886Sampling settings = Mpu6886Sampling.From(_registers);
        if (awake && (!_sampling || settings != _settings))
        {
            _settings = settings;
            BeginSampling(now);
        }

        _sampling = awake;
    }

    private void BeginSampling(long now)
    {
        _sampleClock = new SampleClock(now, _settings.InternalRateHz, _settings.Divider, _oscillatorErrorPpm);
        _samplesTaken = 0;
        _source.Begin(
            now * 1e-6,
            new SamplingSettings(
                _sampleClock.SampleRateHz,
                _settings.CountsPerG,
                _settings.BandwidthHz,
                _settings.NoiseBandwidthHz));
    }

    private void TakeDueSamples(long now)
    {
        if (!_sampling || _sourceWaitsForFifoReset)
        {
            return;
        }

        long due = _sampleClock.SamplesUntil(now);
        for (; _samplesTaken < due; _samplesTaken++)
        {
            if (_source.TryNext(out CountSample sample))
            {
                Latch(sample);
                WriteFrame();
            }
        }
    }

    private void Latch(CountSample sample)
    {
        _registers[Mpu6886Register.InterruptStatus] |= Mpu6886Register.InterruptDataReady;
        if (OutputStuck)
        {
            return;
        }

        LatchAxis(0, sample.X);
        LatchAxis(1, sample.Y);
        LatchAxis(2, sample.Z);
        if ((_registers[Mpu6886Register.PowerManagement1] & Mpu6886Register.PowerTemperatureOff) == 0)
        {
            double code = Math.Round((sample.TemperatureC - TemperatureZeroC) * TemperatureCountsPerC);
            WriteWord(Mpu6886Register.TemperatureOut, (short)Math.Clamp(code, short.MinValue, short.MaxValue));
        }
    }

    private void LatchAxis(int axis, short counts)
    {
        if ((_registers[Mpu6886Register.PowerManagement2] & (Mpu6886Register.PowerAccelXOff >> axis)) == 0)
        {
            WriteWord(Mpu6886Register.AccelOut + (2 * axis), (short)(counts & ~DeadBits));
        }
    }

    private void WriteWord(int address, short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_registers.AsSpan(address), value);
    }

    private void WriteFrame()
    {
        (int first, int length) = FrameRegisters();
        if (length == 0 || FifoFrozen || (_registers[Mpu6886Register.UserControl] & Mpu6886Register.UserFifoEnable) == 0)
        {
            return;
        }

        ReadOnlySpan<byte> frame = _registers.AsSpan(first, length);
        bool stopWhenFull = (_registers[Mpu6886Register.Config] & Mpu6886Register.ConfigStopWhenFull) != 0;
        if (!(stopWhenFull ? _fifo.WriteIfRoom(frame) : _fifo.WriteOverOldest(frame)))
        {
            FramesLost++;
            _registers[Mpu6886Register.InterruptStatus] |= Mpu6886Register.InterruptFifoOverflow;
        }
    }

    /// <summary>
    /// The registers a frame copies: ACCEL_FIFO_EN takes acceleration and temperature, GYRO_FIFO_EN temperature and
    /// gyroscope, both together all three once (datasheet, register 0x23).
    /// </summary>
    private (int First, int Length) FrameRegisters()
    {
        int enabled = _registers[Mpu6886Register.FifoEnable];
        bool accel = (enabled & Mpu6886Register.FifoEnableAccel) != 0;
        bool gyro = (enabled & Mpu6886Register.FifoEnableGyro) != 0;
        if (!accel && !gyro)
        {
            return (0, 0);
        }

        int length = (accel ? AccelBytes : 0) + TemperatureBytes + (gyro ? GyroBytes : 0);
        return (accel ? Mpu6886Register.AccelOut : Mpu6886Register.TemperatureOut, length);
    }

    private byte ReadFifo()
    {
        byte value = _fifo.TryRead(out byte oldest) ? oldest : (byte)0xFF;
        (int first, int length) = FrameRegisters();
        if (first == Mpu6886Register.AccelOut)
        {
            _frameBeingRead[_frameBytesRead] = value;
            _frameBytesRead++;
            if (_frameBytesRead == length)
            {
                _frameBytesRead = 0;
                FramesRead++;
                _framesReadFromSource++;
                FrameRead?.Invoke(new AccelerometerFrame(Word(0), Word(2), Word(4), Word(6)));
            }
        }

        return value;
    }

    private short Word(int offset)
    {
        return BinaryPrimitives.ReadInt16BigEndian(_frameBeingRead.AsSpan(offset));
    }

    private void ResetFifo(long now)
    {
        ClearFifo();
        if (_framesReadFromSource == 0)
        {
            _source.Rewind();
        }

        if (_sourceWaitsForFifoReset)
        {
            _sourceWaitsForFifoReset = false;
            BeginSampling(now);
        }
    }

    private void ClearFifo()
    {
        _fifo.Clear();
        _frameBytesRead = 0;
    }
}
