using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// An ADXL355 on an SPI bus, register by register (datasheet, register map): identity, reset, standby, ranges, rates, output
/// and temperature registers, and the FIFO of 96 axis samples with its markers, level, watermark and overrun. A command is the
/// address moved left by one, with 1 to read; every byte moves the address on, except at FIFO_DATA. High-pass, offsets,
/// activity and synchronisation are not modelled.
/// </summary>
public sealed class VirtualAdxl355 : VirtualAccelerometer, ISpiTarget
{
    /// <summary>Axis samples in the FIFO.</summary>
    public const int FifoSamples = 96;

    private const byte Identity = 0xAD;
    private const int RegisterCount = 0x40;
    private const int SampleBytes = 3;
    private const int FrameBytes = 9;

    private const int DeviceId = 0x00;
    private const int MemsId = 0x01;
    private const int PartId = 0x02;
    private const int RevisionId = 0x03;
    private const int Status = 0x04;
    private const int FifoEntries = 0x05;
    private const int TemperatureHigh = 0x06;
    private const int TemperatureLow = 0x07;
    private const int OutX3 = 0x08;
    private const int FifoData = 0x11;
    private const int FirstWritable = 0x1E;
    private const int Filter = 0x28;
    private const int FifoWatermark = 0x29;
    private const int Range = 0x2C;
    private const int PowerControl = 0x2D;
    private const int Reset = 0x2F;

    private const byte ResetCode = 0x52;
    private const byte Standby = 0x01;
    private const byte StatusDataReady = 0x01;
    private const byte StatusFifoFull = 0x02;
    private const byte StatusFifoOverrun = 0x04;
    private const byte MarkX = 0x01;
    private const byte MarkEmpty = 0x02;

    /// <summary>A sensor just powered on, in standby.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is.</param>
    public VirtualAdxl355(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
        : base(clock, source, oscillatorErrorPpm, Identity, RegisterCount, FifoSamples * SampleBytes)
    {
        PowerOn();
    }

    /// <inheritdoc/>
    public override void PowerOn()
    {
        Forget();
        Registers[MemsId] = 0x1D;
        Registers[PartId] = 0xED;
        Registers[RevisionId] = 0x01;
        Registers[FifoWatermark] = FifoSamples;
        Registers[Range] = 0x81;
        Registers[PowerControl] = Standby;
    }

    /// <inheritdoc/>
    public void Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferSpi(write, read);

    private protected override (int Address, bool Steps, bool Reads) SpiCommand(byte command) =>
        ((command >> 1) % RegisterCount, true, (command & 1) != 0);

    private protected override int AddressAfter(int address) => address == FifoData ? address : base.AddressAfter(address);

    private protected override SamplingPlan? Plan()
    {
        int rateCode = Registers[Filter] & 0x0F;
        int range = Registers[Range] & 3;
        if ((Registers[PowerControl] & Standby) != 0 || range == 0 || rateCode > 10)
        {
            return null;
        }

        // ODR_LPF halves 4000 Hz with every step; the low-pass is at a quarter of the rate.
        int divider = 1 << rateCode;
        return SamplingPlan.Filtered(4000, divider, 512_000 >> range, 1000.0 / divider, 20);
    }

    private protected override void OnOverflow()
    {
        Registers[Status] |= StatusFifoOverrun;
    }

    private protected override byte ReadRegister(int address)
    {
        switch (address)
        {
            case DeviceId:
                return WhoAmI;
            case Status:
                bool full = Fifo.Count / SampleBytes >= Registers[FifoWatermark];
                byte status = (byte)(Registers[Status] | (full ? StatusFifoFull : 0));
                Registers[Status] = 0;
                return status;
            case FifoEntries:
                return (byte)(Fifo.Count / SampleBytes);
            case FifoData:
                return TakeFifoByte(FrameBytes) ?? MarkEmpty;
            default:
                return Registers[address];
        }
    }

    private protected override void WriteRegister(int address, byte value, long now)
    {
        if (address == Reset && value == ResetCode)
        {
            PowerOn();
            return;
        }

        if (address < FirstWritable)
        {
            return;
        }

        bool starts = address == PowerControl && (Registers[PowerControl] & Standby) != 0 && (value & Standby) == 0;
        Registers[address] = value;
        ApplySampling(now);
        if (starts)
        {
            ResetFifo(now);
        }
    }

    private protected override void Latch(CountSample sample)
    {
        Span<byte> output = Registers.AsSpan(OutX3, FrameBytes);
        WriteSample(output, sample.X);
        WriteSample(output[SampleBytes..], sample.Y);
        WriteSample(output[(2 * SampleBytes)..], sample.Z);
        Registers[Status] |= StatusDataReady;

        int temperature = (int)Math.Clamp(Math.Round(1885 - ((sample.TemperatureC - 25) * 9.05)), 0, 0x0FFF);
        Registers[TemperatureHigh] = (byte)(temperature >> 8);
        Registers[TemperatureLow] = (byte)temperature;

        Span<byte> frame = stackalloc byte[FrameBytes];
        output.CopyTo(frame);
        frame[SampleBytes - 1] |= MarkX;
        Append(frame, stopWhenFull: false);
    }

    private protected override AccelerometerFrame Decode(ReadOnlySpan<byte> frame) =>
        new(ReadSample(frame), ReadSample(frame[SampleBytes..]), ReadSample(frame[(2 * SampleBytes)..]), 0);

    /// <summary>20 bits, left-justified in three bytes.</summary>
    private static void WriteSample(Span<byte> bytes, int counts)
    {
        bytes[0] = (byte)(counts >> 12);
        bytes[1] = (byte)(counts >> 4);
        bytes[2] = (byte)(counts << 4);
    }

    private static int ReadSample(ReadOnlySpan<byte> bytes) => (bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8) >> 12;
}
