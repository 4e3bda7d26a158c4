using System.Buffers.Binary;
using System.Numerics;
using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// What ST's LSM6DSO and IIS3DWB have in common, register by register: identity, reset, ranges, output, status and temperature
/// registers, and the FIFO of 512 tagged words in bypass, FIFO and continuous mode with level, watermark, full, overrun and
/// latched overrun. Behind the last byte of a word comes the tag of the next. Interrupts, other filters than the default and
/// compression are not modelled.
/// </summary>
public abstract class VirtualTaggedFifo : VirtualAccelerometer, ISpiTarget
{
    /// <summary>Words in the FIFO.</summary>
    public const int FifoWords = 512;

    private const int WordBytes = 7;
    private const double TemperatureCountsPerC = 256;
    private const double TemperatureZeroC = 25;

    // FS_XL: 2, 16, 4, 8 g, 0.061 mg per count at 2 g.
    private static readonly double[] MilliGPerCount = [0.061, 0.488, 0.122, 0.244];

    private int _tagCounter;
    private int _untilBatch;

    private protected VirtualTaggedFifo(IClock clock, ISampleSource source, int oscillatorErrorPpm, byte whoAmI)
        : base(clock, source, oscillatorErrorPpm, whoAmI, TaggedFifoRegister.Count, FifoWords * WordBytes)
    {
        PowerOn();
    }

    private protected double CountsPerG => 1000 / MilliGPerCount[Registers[TaggedFifoRegister.Control1] >> 2 & 3];

    private int FifoMode => Registers[TaggedFifoRegister.FifoControl4] & TaggedFifoRegister.FifoModeMask;

    /// <inheritdoc/>
    public override void PowerOn()
    {
        Forget();
        Registers[TaggedFifoRegister.Control3] = TaggedFifoRegister.Control3AddressSteps;
        _tagCounter = 0;
        _untilBatch = 0;
    }

    /// <inheritdoc/>
    void ISpiTarget.Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferSpi(write, read);

    /// <summary>Samples per FIFO word at the rates set; 0 when none go into the FIFO.</summary>
    private protected abstract int BatchEvery(int batchRate);

    private protected override (int Address, bool Steps) I2cCommand(byte command) =>
        (command % TaggedFifoRegister.Count, AddressSteps());

    private protected override (int Address, bool Steps, bool Reads) SpiCommand(byte command) =>
        (command & 0x7F, AddressSteps(), (command & 0x80) != 0);

    private protected override int AddressAfter(int address) =>
        address == TaggedFifoRegister.FifoDataLast ? TaggedFifoRegister.FifoDataTag : base.AddressAfter(address);

    private protected override void OnOverflow()
    {
        Registers[TaggedFifoRegister.FifoStatus2] |= TaggedFifoRegister.FifoOverrun | TaggedFifoRegister.FifoOverrunLatched;
    }

    private protected override byte ReadRegister(int address)
    {
        switch (address)
        {
            case TaggedFifoRegister.WhoAmI:
                return WhoAmI;
            case TaggedFifoRegister.FifoStatus1:
                return (byte)(Fifo.Count / WordBytes);
            case TaggedFifoRegister.FifoStatus2:
                return ReadFifoStatus();
            case >= TaggedFifoRegister.FifoDataTag and <= TaggedFifoRegister.FifoDataLast:
                return ReadFifo(address - TaggedFifoRegister.FifoDataTag);
            case >= TaggedFifoRegister.OutXLow and <= TaggedFifoRegister.OutZHigh:
                Registers[TaggedFifoRegister.Status] = 0;
                return Registers[address];
            default:
                return Registers[address];
        }
    }

    private protected override void WriteRegister(int address, byte value, long now)
    {
        switch (address)
        {
            case TaggedFifoRegister.WhoAmI:
            case >= TaggedFifoRegister.Status and <= TaggedFifoRegister.OutZHigh:
            case TaggedFifoRegister.FifoStatus1 or TaggedFifoRegister.FifoStatus2:
            case >= TaggedFifoRegister.FifoDataTag and <= TaggedFifoRegister.FifoDataLast:
                return;
            case TaggedFifoRegister.Control3 when (value & TaggedFifoRegister.Control3Reset) != 0:
                PowerOn();
                return;
        }

        Registers[address] = value;
        if (address == TaggedFifoRegister.FifoControl4 && FifoMode == 0)
        {
            Registers[TaggedFifoRegister.FifoStatus2] = 0;
            ResetFifo(now);
        }

        ApplySampling(now);
    }

    private protected override void Latch(CountSample sample)
    {
        Span<byte> output = Registers.AsSpan(TaggedFifoRegister.OutXLow, OutputWords.Length);
        OutputWords.Write(output, sample, 0);
        Registers[TaggedFifoRegister.Status] |= TaggedFifoRegister.StatusNewAcceleration;
        double temperature = Math.Round((sample.TemperatureC - TemperatureZeroC) * TemperatureCountsPerC);
        BinaryPrimitives.WriteInt16LittleEndian(
            Registers.AsSpan(TaggedFifoRegister.TemperatureLow),
            (short)Math.Clamp(temperature, short.MinValue, short.MaxValue));

        int every = BatchEvery(Registers[TaggedFifoRegister.FifoControl3] & TaggedFifoRegister.BatchRateMask);
        if (FifoMode == 0 || every == 0 || --_untilBatch > 0)
        {
            return;
        }

        _untilBatch = every;
        Span<byte> word = stackalloc byte[WordBytes];
        int tag = TaggedFifoRegister.AccelerometerTag << 3 | _tagCounter << 1;
        word[0] = (byte)(tag | (BitOperations.PopCount((uint)tag) & 1));
        output.CopyTo(word[1..]);
        _tagCounter = (_tagCounter + 1) & 3;
        Append(word, FifoMode == TaggedFifoRegister.FifoModeStopsWhenFull);
    }

    private protected override AccelerometerFrame Decode(ReadOnlySpan<byte> frame) => OutputWords.Read(frame[1..], 0);

    private bool AddressSteps() => (Registers[TaggedFifoRegister.Control3] & TaggedFifoRegister.Control3AddressSteps) != 0;

    private byte ReadFifo(int at)
    {
        byte value = Fifo.Count == 0 ? (byte)0 : Fifo.Peek(at);
        if (at == WordBytes - 1)
        {
            TakeFifoFrame(WordBytes);
            Registers[TaggedFifoRegister.FifoStatus2] &= 0xFF ^ TaggedFifoRegister.FifoOverrun;
        }

        return value;
    }

    private byte ReadFifoStatus()
    {
        int words = Fifo.Count / WordBytes;
        int watermark = Registers[TaggedFifoRegister.FifoControl1] | (Registers[TaggedFifoRegister.FifoControl2] & 1) << 8;
        int status = Registers[TaggedFifoRegister.FifoStatus2] | words >> 8;
        status |= words == FifoWords ? TaggedFifoRegister.FifoFull : 0;
        status |= watermark > 0 && words >= watermark ? TaggedFifoRegister.FifoAboveWatermark : 0;
        Registers[TaggedFifoRegister.FifoStatus2] &= 0xFF ^ TaggedFifoRegister.FifoOverrunLatched;
        return (byte)status;
    }
}
