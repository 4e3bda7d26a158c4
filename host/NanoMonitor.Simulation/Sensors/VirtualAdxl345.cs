using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// An ADXL345 on I2C or SPI, register by register (datasheet, register map): identity, measure bit, ranges, full resolution,
/// rates, output registers, and the FIFO of 32 frames in its modes, which moves on with every transfer that reads output
/// registers, whatever its length. Low power, taps, free fall, left-justified output and the 5 µs between reads are not
/// modelled.
/// </summary>
public sealed class VirtualAdxl345 : VirtualAccelerometer, II2cTarget, ISpiTarget
{
    /// <summary>I2C address with ALT ADDRESS low.</summary>
    public const int Address = 0x53;

    private const byte Identity = 0xE5;
    private const int RegisterCount = 0x40;
    private const int FifoFrames = 32;

    private const int DeviceId = 0x00;
    private const int FirstWritable = 0x1D;
    private const int Rate = 0x2C;
    private const int PowerControl = 0x2D;
    private const int InterruptSource = 0x30;
    private const int DataFormat = 0x31;
    private const int DataX0 = 0x32;
    private const int DataZ1 = 0x37;
    private const int FifoControl = 0x38;
    private const int FifoStatus = 0x39;

    private const byte Measure = 0x08;
    private const byte FullResolution = 0x08;
    private const byte DataReady = 0x80;
    private const byte Watermark = 0x02;
    private const byte Overrun = 0x01;

    private bool _dataRead;

    /// <summary>A sensor just powered on, in standby.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is.</param>
    public VirtualAdxl345(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
        : base(clock, source, oscillatorErrorPpm, Identity, RegisterCount, FifoFrames * OutputWords.Length)
    {
        PowerOn();
    }

    private int FifoMode => Registers[FifoControl] >> 6;

    private int FramesWaiting => Fifo.Count / OutputWords.Length;

    /// <inheritdoc/>
    public override void PowerOn()
    {
        Forget();
        Registers[Rate] = 0x0A;
        Registers[InterruptSource] = Watermark;
        _dataRead = false;
    }

    /// <inheritdoc/>
    public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferI2c(write, read);

    /// <inheritdoc/>
    void ISpiTarget.Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferSpi(write, read);

    private protected override (int Address, bool Steps, bool Reads) SpiCommand(byte command) =>
        (command & 0x3F, (command & 0x40) != 0, (command & 0x80) != 0);

    private protected override void EndTransfer()
    {
        if (_dataRead)
        {
            _dataRead = false;
            TakeFifoFrame(OutputWords.Length);
            Registers[InterruptSource] = 0;
        }
    }

    private protected override SamplingPlan? Plan()
    {
        if ((Registers[PowerControl] & Measure) == 0)
        {
            return null;
        }

        // Each step of the rate code halves 3200 Hz.
        int divider = 1 << (0x0F - (Registers[Rate] & 0x0F));
        int range = Registers[DataFormat] & 3;
        bool full = (Registers[DataFormat] & FullResolution) != 0;
        return SamplingPlan.Filtered(3200, divider, full ? 256 : 256 >> range, 1600.0 / divider, full ? 10 + range : 10);
    }

    private protected override void OnOverflow()
    {
        Registers[InterruptSource] |= Overrun;
    }

    private protected override byte ReadRegister(int address)
    {
        switch (address)
        {
            case DeviceId:
                return WhoAmI;
            case InterruptSource:
                bool above = FramesWaiting >= (Registers[FifoControl] & 0x1F);
                return (byte)(Registers[InterruptSource] | (FramesWaiting > 0 ? DataReady : 0) | (above ? Watermark : 0));
            case FifoStatus:
                return (byte)FramesWaiting;
            case >= DataX0 and <= DataZ1:
                _dataRead = true;
                return Fifo.Count > 0 ? Fifo.Peek(address - DataX0) : Registers[address];
            default:
                return Registers[address];
        }
    }

    private protected override void WriteRegister(int address, byte value, long now)
    {
        if (address is < FirstWritable or InterruptSource or (>= DataX0 and <= DataZ1) or FifoStatus)
        {
            return;
        }

        Registers[address] = value;
        if (address == FifoControl && FifoMode == 0)
        {
            Registers[InterruptSource] = 0;
            ResetFifo(now);
        }

        ApplySampling(now);
    }

    private protected override void Latch(CountSample sample)
    {
        Span<byte> output = Registers.AsSpan(DataX0, OutputWords.Length);
        OutputWords.Write(output, sample, 0);
        if (FifoMode != 0)
        {
            Append(output, stopWhenFull: FifoMode == 1);
            if (FramesWaiting == FifoFrames)
            {
                OnOverflow();
            }
        }
    }

    private protected override AccelerometerFrame Decode(ReadOnlySpan<byte> frame) => OutputWords.Read(frame, 0);
}
