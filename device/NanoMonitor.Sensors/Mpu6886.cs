using System;
using System.Device.I2c;
using System.Threading;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// TDK InvenSense MPU6886 on I2C, accelerometer only (datasheet DS-000193; register names as there). Its FIFO holds 128
    /// frames of 8 bytes, big endian: x, y, z, temperature.
    /// </summary>
    public sealed class Mpu6886 : FifoAccelerometer
    {
        /// <summary>Address with AD0 low.</summary>
        public const int DefaultAddress = 0x68;

        /// <summary>Address with AD0 high.</summary>
        public const int SecondAddress = 0x69;

        /// <summary>The only rate without the low-pass filter, Hz; the others are 1000 over a whole number.</summary>
        public const int UnfilteredRateHz = 4000;

        internal const byte IdRegister = 0x75;
        internal const int Identity = 0x19;

        private const int FifoBytes = 1024;
        private const int FrameBytes = 8;
        // Half the FIFO: few bursts, and as much room for what arrives meanwhile.
        private const int FramesInBurst = 64;
        private const int FilteredRateHz = 1000;
        private const int MaximumDivider = 256;
        private const int ResetMs = 10;

        private const byte SampleRateDivider = 0x19;
        private const byte Config = 0x1A;
        private const byte GyroConfig = 0x1B;
        private const byte AccelConfig = 0x1C;
        private const byte AccelConfig2 = 0x1D;
        private const byte FifoEnable = 0x23;
        private const byte InterruptStatus = 0x3A;
        private const byte UserControl = 0x6A;
        private const byte PowerManagement1 = 0x6B;
        private const byte PowerManagement2 = 0x6C;
        private const byte FifoCount = 0x72;
        private const byte FifoReadWrite = 0x74;

        private const int OverflowInterrupt = 0x10;
        private const int FilterBypass = 0x08;
        private const int DeviceReset = 0x80;
        private const int AutomaticClock = 0x01;
        private const int PowerSleep = 0x40;
        private const int GyroStandby = 0x07;
        private const int GyroFilterOn = 0x01;
        private const int AccelToFifo = 0x08;
        private const int FifoOnAndReset = 0x44;

        /// <summary>Uses an opened device; nothing is sent before <see cref="FifoAccelerometer.Start"/>.</summary>
        /// <param name="device">At 400 kHz or more; at 4 kHz the FIFO alone takes three quarters of such a bus.</param>
        /// <param name="rangeG">2, 4, 8 or 16.</param>
        /// <param name="sampleRateHz">4000, or 1000 over a whole number up to 250.</param>
        /// <exception cref="ArgumentException">Another range or rate.</exception>
        public Mpu6886(I2cDevice device, int rangeG, int sampleRateHz)
            : base(SensorFamily.Mpu6886, new I2cRegisters(device), rangeG, sampleRateHz)
        {
        }

        public override int CountsPerG
        {
            get { return 32768 / RangeG; }
        }

        public override int SampleBits
        {
            get { return 16; }
        }

        public override int BurstBytes
        {
            get { return FramesInBurst * FrameBytes; }
        }

        public override int BurstFrames
        {
            get { return FramesInBurst; }
        }

        public override void Parse(byte[] burst, int[][] samples, int offset)
        {
            int[] x = samples[0];
            int[] y = samples[1];
            int[] z = samples[2];
            int end = offset + FramesInBurst;
            int at = 0;
            for (int n = offset; n < end; n++)
            {
                x[n] = (short)(burst[at] * 256 + burst[at + 1]);
                y[n] = (short)(burst[at + 2] * 256 + burst[at + 3]);
                z[n] = (short)(burst[at + 4] * 256 + burst[at + 5]);
                n++;
                x[n] = (short)(burst[at + 8] * 256 + burst[at + 9]);
                y[n] = (short)(burst[at + 10] * 256 + burst[at + 11]);
                z[n] = (short)(burst[at + 12] * 256 + burst[at + 13]);
                at += 2 * FrameBytes;
            }

            // 326.8 counts per °C from 25 °C.
            int raw = (short)(burst[at - 2] << 8 | burst[at - 1]);
            TemperatureCentiC = 2500 + raw * 1000 / 3268;
        }

        /// <summary>The least rate that is at least the wanted one, or the highest.</summary>
        internal static int FittingRateHz(int wantedHz)
        {
            for (int rateHz = wantedHz < 1 ? 1 : wantedHz; rateHz <= FilteredRateHz; rateHz++)
            {
                if (FilteredRateHz % rateHz == 0 && FilteredRateHz / rateHz <= MaximumDivider)
                {
                    return rateHz;
                }
            }

            return UnfilteredRateHz;
        }

        internal override int Identify()
        {
            return Identify(IdRegister, Identity);
        }

        internal override bool Configure()
        {
            if (!Bus.Write(PowerManagement1, DeviceReset))
            {
                return false;
            }

            Thread.Sleep(ResetMs);

            // A change of rate, range or filter restarts the sample clock: the FIFO comes last.
            bool unfiltered = SampleRateHz == UnfilteredRateHz;
            return Bus.Write(PowerManagement1, AutomaticClock)
                && Bus.Write(PowerManagement2, GyroStandby)
                && Bus.Write(Config, GyroFilterOn)
                && Bus.Write(GyroConfig, 0)
                && Bus.Write(AccelConfig, RangeCode << 3)
                && Bus.Write(AccelConfig2, unfiltered ? FilterBypass : FilterBits())
                && Bus.Write(SampleRateDivider, unfiltered ? 0 : FilteredRateHz / SampleRateHz - 1)
                && Bus.Write(FifoEnable, AccelToFifo)
                && Empty();
        }

        internal override void PowerDown()
        {
            Bus.Write(PowerManagement1, PowerSleep);
        }

        // The interrupt stays set until it is read: after the burst is early enough.
        internal override int PollLevel()
        {
            int count = Bus.ReadWord(FifoCount);
            if (count < 0 || count > FifoBytes)
            {
                return SensorStatus.BusError;
            }

            PendingFrames = count / FrameBytes;
            return count == FifoBytes ? SensorStatus.Overrun : SensorStatus.Ok;
        }

        internal override int Poll()
        {
            int status = PollLevel();
            if (status != SensorStatus.Ok)
            {
                return status;
            }

            int interrupts = Bus.ReadByte(InterruptStatus);
            return interrupts < 0 ? SensorStatus.BusError
                : (interrupts & OverflowInterrupt) != 0 ? SensorStatus.Overrun
                : SensorStatus.Ok;
        }

        internal override int Fetch(byte[] burst)
        {
            return Bus.Read(FifoReadWrite, burst) ? FramesInBurst : 0;
        }

        internal override bool Empty()
        {
            return Bus.Write(UserControl, FifoOnAndReset) && Bus.ReadByte(InterruptStatus) >= 0;
        }

        // A_DLPF_CFG: the widest bandwidth within half the sample rate (420, 218.1, 99, 44.8, 21.2, 10.2, 5.1 Hz).
        private int FilterBits()
        {
            return SampleRateHz >= 840 ? 7
                : SampleRateHz >= 437 ? 1
                : SampleRateHz >= 198 ? 2
                : SampleRateHz >= 90 ? 3
                : SampleRateHz >= 43 ? 4
                : SampleRateHz >= 21 ? 5
                : 6;
        }
    }
}
