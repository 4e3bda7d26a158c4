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
    public sealed class Mpu6886 : Accelerometer
    {
        /// <summary>Address with AD0 low.</summary>
        public const int DefaultAddress = 0x68;

        /// <summary>The only rate without the low-pass filter, Hz; the others are 1000 over a whole number.</summary>
        public const int UnfilteredRateHz = 4000;

        private const int Identity = 0x19;
        private const int FifoBytes = 1024;
        private const int FrameBytes = 8;
        private const int FramesInBurst = 32;
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
        private const byte WhoAmI = 0x75;

        private const int OverflowInterrupt = 0x10;
        private const int FilterBypass = 0x08;
        private const int DeviceReset = 0x80;
        private const int AutomaticClock = 0x01;
        private const int GyroStandby = 0x07;
        private const int GyroFilterOn = 0x01;
        private const int AccelToFifo = 0x08;
        private const int FifoOnAndReset = 0x44;

        private readonly I2cRegisters _registers;
        private readonly int _rangeG;
        private readonly int _sampleRateHz;

        /// <summary>Uses an opened device; nothing is sent before <see cref="Start"/>.</summary>
        /// <param name="device">At 400 kHz or more; at 4 kHz the FIFO alone takes three quarters of such a bus.</param>
        /// <param name="rangeG">2, 4, 8 or 16.</param>
        /// <param name="sampleRateHz">4000, or 1000 over a whole number up to 250.</param>
        /// <exception cref="ArgumentException">Another range or rate.</exception>
        public Mpu6886(I2cDevice device, int rangeG, int sampleRateHz)
        {
            if (rangeG != 2 && rangeG != 4 && rangeG != 8 && rangeG != 16)
            {
                throw new ArgumentException("the MPU6886 measures up to 2, 4, 8 or 16 g, not " + rangeG.ToString());
            }

            bool divides = sampleRateHz > 0 && sampleRateHz <= FilteredRateHz && FilteredRateHz % sampleRateHz == 0 && FilteredRateHz / sampleRateHz <= MaximumDivider;
            if (sampleRateHz != UnfilteredRateHz && !divides)
            {
                throw new ArgumentException("the MPU6886 samples at 4000 Hz or at 1000 Hz over a whole number up to 256, not at " + sampleRateHz.ToString());
            }

            _registers = new I2cRegisters(device);
            _rangeG = rangeG;
            _sampleRateHz = sampleRateHz;
        }

        public override int Family
        {
            get { return SensorFamily.Mpu6886; }
        }

        public override int RangeG
        {
            get { return _rangeG; }
        }

        public override int CountsPerG
        {
            get { return 32768 / _rangeG; }
        }

        public override int SampleBits
        {
            get { return 16; }
        }

        public override int SampleRateMilliHz
        {
            get { return _sampleRateHz * 1000; }
        }

        public override int BurstBytes
        {
            get { return FramesInBurst * FrameBytes; }
        }

        public override int BurstFrames
        {
            get { return FramesInBurst; }
        }

        public override int Start()
        {
            PendingFrames = 0;
            int status = StartUp();
            BusErrors = _registers.Errors;
            return status;
        }

        public override int Read(byte[] burst)
        {
            int status = ReadFifo(burst);
            BusErrors = _registers.Errors;
            if (status == SensorStatus.Overrun)
            {
                Overruns++;
                PendingFrames = 0;
            }

            return status;
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
                x[n] = (short)(burst[at] << 8 | burst[at + 1]);
                y[n] = (short)(burst[at + 2] << 8 | burst[at + 3]);
                z[n] = (short)(burst[at + 4] << 8 | burst[at + 5]);
                at += FrameBytes;
            }

            // 326.8 counts per °C from 25 °C.
            int raw = (short)(burst[at - 2] << 8 | burst[at - 1]);
            TemperatureCentiC = 2500 + raw * 1000 / 3268;
        }

        private int StartUp()
        {
            int identity = _registers.ReadByte(WhoAmI);
            if (identity < 0)
            {
                return SensorStatus.Absent;
            }

            if (identity != Identity)
            {
                return SensorStatus.WrongId;
            }

            if (!_registers.Write(PowerManagement1, DeviceReset))
            {
                return SensorStatus.BusError;
            }

            Thread.Sleep(ResetMs);

            // A change of rate, range or filter restarts the sample clock: the FIFO comes last.
            bool unfiltered = _sampleRateHz == UnfilteredRateHz;
            bool good = _registers.Write(PowerManagement1, AutomaticClock)
                && _registers.Write(PowerManagement2, GyroStandby)
                && _registers.Write(Config, GyroFilterOn)
                && _registers.Write(GyroConfig, 0)
                && _registers.Write(AccelConfig, RangeBits() << 3)
                && _registers.Write(AccelConfig2, unfiltered ? FilterBypass : FilterBits())
                && _registers.Write(SampleRateDivider, unfiltered ? 0 : FilteredRateHz / _sampleRateHz - 1)
                && _registers.Write(FifoEnable, AccelToFifo)
                && ResetFifo();
            return good ? SensorStatus.Ok : SensorStatus.BusError;
        }

        private int ReadFifo(byte[] burst)
        {
            int count = _registers.ReadWord(FifoCount);
            if (count < 0 || count > FifoBytes)
            {
                return SensorStatus.BusError;
            }

            if (count == FifoBytes)
            {
                return ResetFifo() ? SensorStatus.Overrun : SensorStatus.BusError;
            }

            if (count < burst.Length)
            {
                PendingFrames = count / FrameBytes;
                return SensorStatus.NotReady;
            }

            if (!_registers.Read(FifoReadWrite, burst))
            {
                return SensorStatus.BusError;
            }

            FramesRead += FramesInBurst;

            // Asked after reading: an overflow at any time before is seen.
            int interrupts = _registers.ReadByte(InterruptStatus);
            if (interrupts < 0)
            {
                return SensorStatus.BusError;
            }

            if ((interrupts & OverflowInterrupt) != 0)
            {
                return ResetFifo() ? SensorStatus.Overrun : SensorStatus.BusError;
            }

            PendingFrames = (count - burst.Length) / FrameBytes;
            return SensorStatus.Ok;
        }

        private bool ResetFifo()
        {
            return _registers.Write(UserControl, FifoOnAndReset) && _registers.ReadByte(InterruptStatus) >= 0;
        }

        // AFS_SEL: 0 … 3 for 2, 4, 8, 16 g.
        private int RangeBits()
        {
            return _rangeG == 2 ? 0 : _rangeG == 4 ? 1 : _rangeG == 8 ? 2 : 3;
        }

        // A_DLPF_CFG: the widest bandwidth within half the sample rate (420, 218.1, 99, 44.8, 21.2, 10.2, 5.1 Hz).
        private int FilterBits()
        {
            return _sampleRateHz >= 840 ? 7
                : _sampleRateHz >= 437 ? 1
                : _sampleRateHz >= 198 ? 2
                : _sampleRateHz >= 90 ? 3
                : _sampleRateHz >= 43 ? 4
                : _sampleRateHz >= 21 ? 5
                : 6;
        }
    }
}
