using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// An LIS3DH on an I2C bus, register by register (datasheet DocID17530, application note AN3308). Modelled: identity, rates,
/// ranges, the three resolutions with their bandwidths, output and status registers, the relative temperature behind OUT_ADC3,
/// and the FIFO of 32 frames in its modes. Addresses step only where their top bit asks for it, and go from OUT_Z_H back to
/// OUT_X_L while the FIFO is on. Block update and interrupts are not modelled, nor big-endian output.
/// </summary>
public sealed class VirtualLis3dh : VirtualAccelerometer, II2cTarget
{
    /// <summary>I2C address with SA0 low.</summary>
    public const int Address = 0x18;

    private const byte Identity = 0x33;
    private const int FifoFrames = 32;
    private const int LowPowerOnlyCode = 8;
    private const int HighestCode = 9;

    private static readonly int[] RatesHz = [0, 1, 10, 25, 50, 100, 200, 400];
    private static readonly double[] HighResolutionCountsPerG = [1000, 500, 250, 1000 / 12.0];

    private readonly byte[] _frame = new byte[OutputWords.Length];

    /// <summary>A sensor just powered on.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is.</param>
    public VirtualLis3dh(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
        : base(clock, source, oscillatorErrorPpm, Identity, Lis3dhRegister.Count, FifoFrames * OutputWords.Length)
    {
        PowerOn();
    }

    /// <summary>Fault: the address goes on behind OUT_Z_H instead of back.</summary>
    public bool AddressRunsOn { get; set; }

    private bool FifoOn => (Registers[Lis3dhRegister.Control5] & Lis3dhRegister.Control5FifoOn) != 0 && FifoMode != 0;

    private int FifoMode => Registers[Lis3dhRegister.FifoControl] >> 6;

    private int SampleBits => (Registers[Lis3dhRegister.Control1] & Lis3dhRegister.Control1LowPower) != 0 ? 8
        : (Registers[Lis3dhRegister.Control4] & Lis3dhRegister.Control4HighResolution) != 0 ? 12
        : 10;

    /// <inheritdoc/>
    public override void PowerOn()
    {
        Forget();
        Registers[Lis3dhRegister.Control1] = Lis3dhRegister.Control1AllAxes;
        Array.Clear(_frame);
    }

    /// <inheritdoc/>
    public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferI2c(write, read);

    private protected override (int Address, bool Steps) I2cCommand(byte command) =>
        (command & Lis3dhRegister.AddressMask, (command & Lis3dhRegister.AddressSteps) != 0);

    private protected override int AddressAfter(int address) =>
        address == Lis3dhRegister.OutZHigh && FifoOn && !AddressRunsOn ? Lis3dhRegister.OutXLow : base.AddressAfter(address);

    private protected override SamplingPlan? Plan()
    {
        int code = Registers[Lis3dhRegister.Control1] >> 4;
        int bits = SampleBits;
        int rateHz = code < RatesHz.Length ? RatesHz[code]
            : code == LowPowerOnlyCode ? (bits == 8 ? 1620 : 0)
            : code == HighestCode ? (bits == 8 ? 5376 : 1344)
            : 0;
        double countsPerG = HighResolutionCountsPerG[Registers[Lis3dhRegister.Control4] >> 4 & 3] / (1 << (12 - bits));
        double bandwidthHz = bits == 12 ? rateHz / 9.0 : rateHz / 2.0;
        return rateHz == 0 ? null : SamplingPlan.Filtered(rateHz, 1, countsPerG, bandwidthHz, bits);
    }

    private protected override void OnOverflow()
    {
    }

    private protected override byte ReadRegister(int address)
    {
        switch (address)
        {
            case Lis3dhRegister.WhoAmI:
                return WhoAmI;
            case Lis3dhRegister.FifoSource:
                return Source();
            case >= Lis3dhRegister.OutXLow and <= Lis3dhRegister.OutZHigh:
                return ReadOutput(address - Lis3dhRegister.OutXLow);
            default:
                return Registers[address];
        }
    }

    private protected override void WriteRegister(int address, byte value, long now)
    {
        if (address is < Lis3dhRegister.TemperatureConfig or (>= Lis3dhRegister.Status and <= Lis3dhRegister.OutZHigh) or Lis3dhRegister.FifoSource)
        {
            return;
        }

        Registers[address] = address == Lis3dhRegister.Control5 ? (byte)(value & ~Lis3dhRegister.Control5Boot) : value;
        if (address is Lis3dhRegister.FifoControl or Lis3dhRegister.Control5 && !FifoOn)
        {
            ResetFifo(now);
        }

        ApplySampling(now);
    }

    private protected override void Latch(CountSample sample)
    {
        Span<byte> output = Registers.AsSpan(Lis3dhRegister.OutXLow, OutputWords.Length);
        OutputWords.Write(output, sample, 16 - SampleBits);
        Registers[Lis3dhRegister.Status] |= Lis3dhRegister.StatusNewData;
        if ((Registers[Lis3dhRegister.TemperatureConfig] & Lis3dhRegister.TemperatureOn) == Lis3dhRegister.TemperatureOn)
        {
            // 10 bits, left-justified, 8 in low-power mode; 1 °C is a count of the upper byte.
            int step = SampleBits == 8 ? 256 : 64;
            int word = (int)Math.Floor((sample.TemperatureC - 25) * 256 / step) * step;
            Registers[Lis3dhRegister.OutAdc3Low] = (byte)word;
            Registers[Lis3dhRegister.OutAdc3High] = (byte)(word >> 8);
        }

        if (FifoOn)
        {
            Append(output, stopWhenFull: FifoMode == 1);
        }
    }

    private protected override AccelerometerFrame Decode(ReadOnlySpan<byte> frame) => OutputWords.Read(frame, 16 - SampleBits);

    private byte ReadOutput(int at)
    {
        Registers[Lis3dhRegister.Status] = 0;
        if (!FifoOn)
        {
            return Registers[Lis3dhRegister.OutXLow + at];
        }

        if (Fifo.Count > 0 && at == 0)
        {
            for (int i = 0; i < _frame.Length; i++)
            {
                _frame[i] = Fifo.Peek(i);
            }
        }

        if (at == _frame.Length - 1)
        {
            TakeFifoFrame(OutputWords.Length);
        }

        return _frame[at];
    }

    private byte Source()
    {
        int frames = Fifo.Count / OutputWords.Length;
        int source = Math.Min(frames, FifoFrames - 1);
        source |= frames == FifoFrames ? Lis3dhRegister.FifoFull : 0;
        source |= frames == 0 ? Lis3dhRegister.FifoEmpty : 0;
        source |= frames > (Registers[Lis3dhRegister.FifoControl] & Lis3dhRegister.FifoLevelMask) ? Lis3dhRegister.FifoAboveWatermark : 0;
        return (byte)source;
    }
}
