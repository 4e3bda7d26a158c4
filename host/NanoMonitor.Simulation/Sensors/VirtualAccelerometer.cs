using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// What virtual accelerometers have in common: registers behind I2C or SPI, a sample clock, a FIFO, faults, and the source of
/// what they measure. A part says what its registers do.
/// </summary>
/// <remarks>
/// Samples are made when the bus is used, one for each sample period of the clock since sampling began, so what a driver gets
/// does not depend on how often it asks. Change faults and source only while the board's time stands still.
/// </remarks>
public abstract class VirtualAccelerometer
{
    private readonly IClock _clock;
    private readonly int _oscillatorErrorPpm;
    private readonly byte[] _frameBeingRead = new byte[16];
    private readonly List<AccelerometerFrame> _framesOfTransfer = [];
    private ISampleSource _source;
    private bool _sourceWaitsForFifoReset;
    private SamplingPlan? _plan;
    private SampleClock _sampleClock;
    private CountSample _sample;
    private long _samplesTaken;
    private long _framesReadFromSource;
    private int _pointer;
    private bool _pointerSteps;
    private int _frameBytesRead;

    private protected VirtualAccelerometer(
        IClock clock,
        ISampleSource source,
        int oscillatorErrorPpm,
        byte whoAmI,
        int registerCount,
        int fifoCapacity)
    {
        _clock = clock;
        _source = source;
        _oscillatorErrorPpm = oscillatorErrorPpm;
        WhoAmI = whoAmI;
        Registers = new byte[registerCount];
        Fifo = new ByteFifo(fifoCapacity);
    }

    /// <summary>Faults between the sensor and its bus.</summary>
    public BusFaults Bus { get; } = new();

    /// <summary>What its id register reads; the part's own unless it is to be the wrong part.</summary>
    public byte WhoAmI { get; set; }

    /// <summary>Fault: the output registers, and so the frames, keep their last values.</summary>
    public bool OutputStuck { get; set; }

    /// <summary>Fault: bits of each acceleration count that always read 0.</summary>
    public int DeadBits { get; set; }

    /// <summary>Fault: no more frames get into the FIFO.</summary>
    public bool FifoFrozen { get; set; }

    /// <summary>Called, on the board's thread, with every frame a driver has read from the FIFO completely.</summary>
    public Action<AccelerometerFrame>? FrameRead { get; set; }

    /// <summary>Frames read from the FIFO since the sensor was made.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Frames that cost others their place in a full FIFO, or found none themselves.</summary>
    public long FramesLost { get; private set; }

    /// <summary>Real sample rate, oscillator error included; 0 while asleep.</summary>
    public double SampleRateHz => _plan == null ? 0 : _sampleClock.SampleRateHz;

    private protected byte[] Registers { get; }

    private protected ByteFifo Fifo { get; }

    /// <summary>A power cycle: everything forgotten, registers at their reset values.</summary>
    public abstract void PowerOn();

    /// <summary>
    /// Puts another source in place of the present one, with a gap a driver notices: the FIFO overflows, and the new source
    /// begins, from its first sample, when the driver next starts the FIFO.
    /// </summary>
    public void Load(ISampleSource source)
    {
        _source = source;
        _framesReadFromSource = 0;
        _sourceWaitsForFifoReset = true;
        Fifo.Clear();
        Fifo.WriteOverOldest(new byte[Fifo.Capacity]);
        OnOverflow();
    }

    /// <summary>How the registers make it sample; null while it does not.</summary>
    private protected abstract SamplingPlan? Plan();

    private protected abstract byte ReadRegister(int address);

    private protected abstract void WriteRegister(int address, byte value, long now);

    /// <summary>A sample is there: into the output registers, and into the FIFO if that is on.</summary>
    private protected abstract void Latch(CountSample sample);

    /// <summary>The FIFO has lost a frame.</summary>
    private protected abstract void OnOverflow();

    /// <summary>A frame's counts.</summary>
    private protected abstract AccelerometerFrame Decode(ReadOnlySpan<byte> frame);

    /// <summary>The register that the first byte of an I2C transfer names, and whether the next byte is for the next one.</summary>
    private protected virtual (int Address, bool Steps) I2cCommand(byte command) => (command % Registers.Length, true);

    /// <summary>The same of an SPI transfer, and whether it reads.</summary>
    private protected virtual (int Address, bool Steps, bool Reads) SpiCommand(byte command) =>
        ((command & 0x7F) % Registers.Length, true, (command & 0x80) != 0);

    private protected virtual int AddressAfter(int address) => (address + 1) % Registers.Length;

    /// <summary>The transfer is over.</summary>
    private protected virtual void EndTransfer()
    {
    }

    private protected bool TransferI2c(ReadOnlySpan<byte> write, Span<byte> read)
    {
        long now = _clock.NowMicroseconds;
        if (!Bus.Acknowledges(now))
        {
            return false;
        }

        TakeDueSamples(now);
        if (write.Length > 0)
        {
            (_pointer, _pointerSteps) = I2cCommand(write[0]);
        }

        int address = _pointer;
        int bytes = Math.Max(0, write.Length - 1) + read.Length;
        bool carried = true;
        for (int i = 0; i < bytes && carried; i++)
        {
            carried = Bus.Carries(now);
            int written = write.Length - 1;
            if (carried && i < written)
            {
                WriteRegister(address, write[1 + i], now);
            }
            else if (carried)
            {
                read[i - Math.Max(0, written)] = ReadRegister(address);
            }

            address = _pointerSteps ? AddressAfter(address) : address;
        }

        _pointer = address;
        EndTransfer();
        Deliver(carried);
        return carried;
    }

    private protected void TransferSpi(ReadOnlySpan<byte> write, Span<byte> read)
    {
        read.Fill(Bus.FloatingByte);
        long now = _clock.NowMicroseconds;
        if (!Bus.Acknowledges(now))
        {
            return;
        }

        TakeDueSamples(now);
        (int address, bool steps, bool reads) = SpiCommand(write[0]);
        bool carried = true;
        for (int i = 1; i < write.Length && carried; i++)
        {
            carried = Bus.Carries(now);
            if (carried && reads)
            {
                read[i] = ReadRegister(address);
            }
            else if (carried)
            {
                WriteRegister(address, write[i], now);
            }

            address = steps ? AddressAfter(address) : address;
        }

        EndTransfer();
        Deliver(carried);
    }

    /// <summary>All registers 0, asleep, the FIFO empty.</summary>
    private protected void Forget()
    {
        Array.Clear(Registers);
        _pointer = 0;
        _plan = null;
        ClearFifo();
    }

    /// <summary>Samples as the registers say from now on.</summary>
    private protected void ApplySampling(long now)
    {
        SamplingPlan? before = _plan;
        _plan = Plan();
        if (_plan != null && _plan != before)
        {
            BeginSampling(now);
        }
    }

    /// <summary>The driver starts the FIFO empty.</summary>
    private protected void ResetFifo(long now)
    {
        ClearFifo();
        if (_framesReadFromSource == 0)
        {
            _source.Rewind();
        }

        if (_sourceWaitsForFifoReset)
        {
            _sourceWaitsForFifoReset = false;
            if (_plan != null)
            {
                BeginSampling(now);
            }
        }
    }

    /// <summary>Puts a frame into the FIFO.</summary>
    private protected void Append(ReadOnlySpan<byte> frame, bool stopWhenFull)
    {
        if (!FifoFrozen && !(stopWhenFull ? Fifo.WriteIfRoom(frame) : Fifo.WriteOverOldest(frame)))
        {
            FramesLost++;
            OnOverflow();
        }
    }

    /// <summary>Takes the FIFO's oldest byte, which belongs to a frame of this length; 0 when it is none of acceleration.</summary>
    private protected byte? TakeFifoByte(int frameLength)
    {
        if (!Fifo.TryRead(out byte value))
        {
            return null;
        }

        if (frameLength > 0)
        {
            _frameBeingRead[_frameBytesRead] = value;
            _frameBytesRead++;
            if (_frameBytesRead == frameLength)
            {
                _frameBytesRead = 0;
                _framesOfTransfer.Add(Decode(_frameBeingRead.AsSpan(0, frameLength)));
            }
        }

        return value;
    }

    /// <summary>Takes the FIFO's oldest frame.</summary>
    private protected void TakeFifoFrame(int frameLength)
    {
        for (int i = 0; i < frameLength && TakeFifoByte(frameLength) != null; i++)
        {
        }
    }

    /// <summary>A frame that was begun is not gone on with.</summary>
    private protected void AbandonFrame()
    {
        _frameBytesRead = 0;
    }

    /// <summary>The frames of a transfer that broke off are gone, but nobody has read them.</summary>
    private void Deliver(bool carried)
    {
        if (carried)
        {
            FramesRead += _framesOfTransfer.Count;
            _framesReadFromSource += _framesOfTransfer.Count;
            foreach (AccelerometerFrame frame in _framesOfTransfer)
            {
                FrameRead?.Invoke(frame);
            }
        }

        _framesOfTransfer.Clear();
    }

    private void BeginSampling(long now)
    {
        SamplingPlan plan = _plan!.Value;
        _sampleClock = new SampleClock(now, plan.InternalRateHz, plan.Divider, _oscillatorErrorPpm);
        _samplesTaken = 0;
        _source.Begin(
            now * 1e-6,
            new SamplingSettings(
                _sampleClock.SampleRateHz,
                plan.CountsPerG,
                plan.BandwidthHz,
                plan.NoiseBandwidthHz,
                plan.SampleBits));
    }

    private void TakeDueSamples(long now)
    {
        if (_plan == null || _sourceWaitsForFifoReset)
        {
            return;
        }

        long due = _sampleClock.SamplesUntil(now);
        for (; _samplesTaken < due; _samplesTaken++)
        {
            if (_source.TryNext(out CountSample sample))
            {
                _sample = OutputStuck ? _sample : sample with { X = sample.X & ~DeadBits, Y = sample.Y & ~DeadBits, Z = sample.Z & ~DeadBits };
                Latch(_sample);
            }
        }
    }

    private void ClearFifo()
    {
        Fifo.Clear();
        AbandonFrame();
    }
}
