using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>The accelerometer of an LSM6DSO on I2C or SPI (datasheet DS12140), in high-performance mode: bandwidth half the rate.</summary>
public sealed class VirtualLsm6dso : VirtualTaggedFifo, II2cTarget
{
    /// <summary>I2C address with SA0 low.</summary>
    public const int Address = 0x6A;

    private const byte Identity = 0x6C;

    // ODR_XL 1 is 12.5 Hz.
    private static readonly int[] RatesHz = [0, 25, 26, 52, 104, 208, 416, 833, 1667, 3333, 6667];

    /// <summary>A sensor just powered on.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is.</param>
    public VirtualLsm6dso(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
        : base(clock, source, oscillatorErrorPpm, Identity)
    {
    }

    private int RateCode => Registers[TaggedFifoRegister.Control1] >> 4;

    /// <inheritdoc/>
    public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read) => TransferI2c(write, read);

    private protected override int BatchEvery(int batchRate) => batchRate == 0 ? 0 : 1 << Math.Max(0, RateCode - batchRate);

    private protected override SamplingPlan? Plan()
    {
        if (RateCode == 0 || RateCode >= RatesHz.Length)
        {
            return null;
        }

        int divider = RateCode == 1 ? 2 : 1;
        return SamplingPlan.Filtered(RatesHz[RateCode], divider, CountsPerG, RatesHz[RateCode] / (2.0 * divider), 16);
    }
}
