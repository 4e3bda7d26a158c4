using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// An accelerometer that samples by itself into a hardware FIFO, from which bursts of a fixed whole number of frames are
    /// read into an array of the caller. Calls are per burst, never per sample.
    /// </summary>
    /// <remarks>
    /// Use: <see cref="Start"/>, then <see cref="Read"/> again and again; after <see cref="SensorStatus.Ok"/>
    /// <see cref="Parse"/> takes the counts out of the burst. After any status but Ok, NotReady and Overrun start again.
    /// </remarks>
    public abstract class Accelerometer
    {
        /// <summary>What the part is: one of Core's <c>SensorFamily</c>.</summary>
        public abstract int Family { get; }

        /// <summary>Full scale, ± g.</summary>
        public abstract int RangeG { get; }

        /// <summary>Counts per g in this range.</summary>
        public abstract int CountsPerG { get; }

        /// <summary>Bits of a sample.</summary>
        public abstract int SampleBits { get; }

        /// <summary>Nominal sample rate, mHz.</summary>
        public abstract int SampleRateMilliHz { get; }

        /// <summary>Length of the array <see cref="Read"/> fills, in bytes.</summary>
        public abstract int BurstBytes { get; }

        /// <summary>Sample frames in a burst; divides 128.</summary>
        public abstract int BurstFrames { get; }

        /// <summary>Frames that waited in the FIFO after the last <see cref="Read"/>.</summary>
        public int PendingFrames { get; protected set; }

        /// <summary>Frames taken out of the FIFO since the object was made, also those of bursts that were void.</summary>
        public long FramesRead { get; protected set; }

        /// <summary>Times the FIFO was found overrun.</summary>
        public int Overruns { get; protected set; }

        /// <summary>Transfers that failed.</summary>
        public int BusErrors { get; protected set; }

        /// <summary>
        /// Temperature of the part itself with the last burst, 0.01 °C; <see cref="Telemetry.NoTemperature"/> before the first
        /// one and where the part measures none.
        /// </summary>
        public int TemperatureCentiC { get; protected set; } = Telemetry.NoTemperature;

        /// <summary>Checks the part's identity, resets it, sets range, rate and filter, and starts the FIFO empty.</summary>
        /// <returns>Ok, Absent, WrongId or BusError.</returns>
        public abstract int Start();

        /// <summary>Puts the part to sleep; <see cref="Start"/> wakes it.</summary>
        public abstract void Stop();

        /// <summary>Fills the burst with the oldest frames, if there are enough.</summary>
        /// <param name="burst"><see cref="BurstBytes"/> long.</param>
        /// <returns>
        /// Ok; NotReady, and the burst is as it was; Overrun, and the FIFO starts empty; BusError, and the part must be started again.
        /// </returns>
        public abstract int Read(byte[] burst);

        /// <summary>Takes the frames of a burst apart.</summary>
        /// <param name="burst">As <see cref="Read"/> filled it.</param>
        /// <param name="samples">[axis][n] in sensor counts: x, y, z.</param>
        /// <param name="offset">n of the first frame; <see cref="BurstFrames"/> are written.</param>
        public abstract void Parse(byte[] burst, int[][] samples, int offset);
    }
}
