using System;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// What the drivers have in common: the order in which identity, settings, FIFO level, frames and overrun are asked for.
    /// A part says how it is asked.
    /// </summary>
    public abstract class FifoAccelerometer : Accelerometer
    {
        internal FifoAccelerometer(int family, Registers bus, int rangeG, int sampleRateHz)
        {
            string objection = SensorLimits.ObjectionTo(family, rangeG, sampleRateHz, 0);
            if (objection != null)
            {
                throw new ArgumentException(objection);
            }

            Family = family;
            Bus = bus;
            RangeG = rangeG;
            SampleRateHz = sampleRateHz;
        }

        public override int Family { get; }

        public override int RangeG { get; }

        public override int SampleRateMilliHz
        {
            get { return SampleRateHz * 1000; }
        }

        internal Registers Bus { get; }

        internal int SampleRateHz { get; }

        /// <summary>0 … 3 for 2, 4, 8 and 16 g.</summary>
        internal int RangeCode
        {
            get { return RangeG == 2 ? 0 : RangeG == 4 ? 1 : RangeG == 8 ? 2 : 3; }
        }

        public override int Start()
        {
            PendingFrames = 0;
            int status = Identify();
            if (status == SensorStatus.Ok && !Configure())
            {
                status = SensorStatus.BusError;
            }

            BusErrors = Bus.Errors;
            return status;
        }

        public override void Stop()
        {
            PowerDown();
            BusErrors = Bus.Errors;
        }

        public override int Read(byte[] burst)
        {
            int status = PollLevel();
            if (status == SensorStatus.Ok)
            {
                if (PendingFrames < BurstFrames)
                {
                    status = SensorStatus.NotReady;
                }
                else
                {
                    // Asked after reading: an overflow at any time before is seen.
                    int taken = Fetch(burst);
                    FramesRead += taken;
                    status = taken == BurstFrames ? Poll() : SensorStatus.BusError;
                }
            }

            if (status == SensorStatus.Overrun)
            {
                Overruns++;
                PendingFrames = 0;
                if (!Empty())
                {
                    status = SensorStatus.BusError;
                }
            }

            BusErrors = Bus.Errors;
            return status;
        }

        /// <summary>Ok, Absent or WrongId.</summary>
        internal abstract int Identify();

        /// <summary>Resets the part, sets range, rate and filter, and starts the FIFO empty.</summary>
        /// <returns>False when a transfer failed.</returns>
        internal abstract bool Configure();

        /// <summary>Puts the part into its state of least current.</summary>
        internal abstract void PowerDown();

        /// <summary>Takes <see cref="Accelerometer.PendingFrames"/> from the part.</summary>
        /// <returns>Ok, Overrun or BusError.</returns>
        internal abstract int Poll();

        /// <summary>As <see cref="Poll"/>, before reading; may leave an overrun to be found after it.</summary>
        internal virtual int PollLevel()
        {
            return Poll();
        }

        /// <summary>Reads the oldest frames, of which there are enough.</summary>
        /// <returns>How many were taken; fewer than <see cref="Accelerometer.BurstFrames"/> when a transfer failed.</returns>
        internal abstract int Fetch(byte[] burst);

        /// <summary>Empties the FIFO, which goes on from there.</summary>
        /// <returns>False when a transfer failed.</returns>
        internal abstract bool Empty();

        /// <summary>Reads frames with one transfer each, and packs them.</summary>
        /// <returns>How many came.</returns>
        internal int FetchOneByOne(int register, byte[] frame, byte[] burst)
        {
            int length = frame.Length - Bus.Lead;
            int taken = 0;
            while (taken < BurstFrames && Bus.Read(register, frame))
            {
                Array.Copy(frame, Bus.Lead, burst, taken * length, length);
                taken++;
            }

            return taken;
        }

        /// <summary>Whether a register holds the part's identity.</summary>
        /// <returns>Ok, Absent or WrongId.</returns>
        internal int Identify(int register, int identity)
        {
            int id = Bus.ReadByte(register);
            if (id < 0)
            {
                return SensorStatus.Absent;
            }

            if (Bus.IsNobody(id))
            {
                Bus.Fail();
                return SensorStatus.Absent;
            }

            return id == identity ? SensorStatus.Ok : SensorStatus.WrongId;
        }

        /// <summary>A FIFO status of zero: an empty FIFO, or nobody on SPI.</summary>
        /// <returns>Ok or BusError.</returns>
        internal int EmptyOrGone(int status)
        {
            return status != 0 || Identify() == SensorStatus.Ok ? SensorStatus.Ok : SensorStatus.BusError;
        }

        /// <summary>A status that no part can have; below 0 its transfer has been counted already.</summary>
        /// <returns>BusError.</returns>
        internal int Fail(int status)
        {
            if (status >= 0)
            {
                Bus.Fail();
            }

            return SensorStatus.BusError;
        }

        /// <summary>Takes frames of three 16-bit words apart, each low byte first.</summary>
        /// <param name="first">Index of the first frame's x in the burst.</param>
        /// <param name="frameBytes">From one frame to the next.</param>
        /// <param name="shift">Places by which the counts stand left in their words.</param>
        internal void ParseWords(byte[] burst, int first, int frameBytes, int shift, int[][] samples, int offset)
        {
            int[] x = samples[0];
            int[] y = samples[1];
            int[] z = samples[2];
            int end = offset + BurstFrames;
            int at = first;
            for (int n = offset; n < end; n++)
            {
                x[n] = (short)(burst[at + 1] << 8 | burst[at]) >> shift;
                y[n] = (short)(burst[at + 3] << 8 | burst[at + 2]) >> shift;
                z[n] = (short)(burst[at + 5] << 8 | burst[at + 4]) >> shift;
                at += frameBytes;
            }
        }
    }
}
