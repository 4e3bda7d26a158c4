using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>An IIS3DWB on an SPI bus (datasheet DS12569): 26,667 Hz on three axes, bandwidth 6.3 kHz. Single-axis modes are not modelled.</summary>
public sealed class VirtualIis3dwb : VirtualTaggedFifo
{
    private const byte Identity = 0x7B;
    private const int On = 5;
    private const int FullRate = 0x0A;
    private const int RateHz = 26_667;
    private const double BandwidthHz = 6_300;

    /// <summary>A sensor just powered on.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is.</param>
    public VirtualIis3dwb(IClock clock, ISampleSource source, int oscillatorErrorPpm = 0)
        : base(clock, source, oscillatorErrorPpm, Identity)
    {
    }

    private protected override int BatchEvery(int batchRate) => batchRate == FullRate ? 1 : 0;

    private protected override SamplingPlan? Plan()
    {
        bool on = Registers[TaggedFifoRegister.Control1] >> 5 == On;
        return on ? SamplingPlan.Filtered(RateHz, 1, CountsPerG, BandwidthHz, 16) : null;
    }
}
