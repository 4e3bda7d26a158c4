using System;
using System.Device.I2c;
using System.Device.Spi;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// Analog Devices ADXL345 on I2C or SPI in full resolution (datasheet, register names as there): 3.9 mg per count in every
    /// range, a FIFO of 32 frames of 6 bytes, bandwidth half the rate. It has no thermometer.
    /// </summary>
    /// <remarks>
    /// The FIFO moves on with every read, of whatever length, and needs 5 µs for it: one transfer per frame, hence the highest
    /// rate. On I2C the next address takes longer than that, on SPI up to 1.6 MHz the next command does.
    /// </remarks>
    public sealed class Adxl345 : FifoAccelerometer
    {
        /// <summary>I2C address with ALT ADDRESS low.</summary>
        public const int DefaultAddress = 0x53;

        /// <summary>I2C address with ALT ADDRESS high.</summary>
        public const int SecondAddress = 0x1D;

        /// <summary>The fastest clock on SPI.</summary>
        public const int HighestClockHz = 1600000;

        internal const byte IdRegister = 0x00;
        internal const int Identity = 0xE5;

        internal static readonly int[] RatesHz = { 25, 50, 100, 200, 400, 800 };

        private const int FrameBytes = 6;
        private const int FifoFrames = 32;
        private const int FramesInBurst = 16;
        private const int FirstRateCode = 8;

        private const byte Rate = 0x2C;
        private const byte PowerControl = 0x2D;
        private const byte InterruptEnable = 0x2E;
        private const byte DataFormat = 0x31;
        private const byte Data = 0x32;
        private const byte FifoControl = 0x38;
        private const byte FifoStatus = 0x39;

        private const int Standby = 0x00;
        private const int Measure = 0x08;
        private const int FullResolution = 0x08;
        private const int Stream = 0x80;
        private const int LevelMask = 0x3F;
        private const int ReservedBit = 0x40;

        private readonly byte[] _frame;

        /// <summary>Uses an opened device; nothing is sent before <see cref="FifoAccelerometer.Start"/>.</summary>
        /// <param name="device">At 400 kHz.</param>
        /// <param name="rangeG">2, 4, 8 or 16.</param>
        /// <param name="sampleRateHz">25, 50, 100, 200, 400 or 800.</param>
        /// <exception cref="ArgumentException">Another range or rate.</exception>
        public Adxl345(I2cDevice device, int rangeG, int sampleRateHz)
            : this(new I2cRegisters(device), rangeG, sampleRateHz)
        {
        }

        /// <summary>The same on SPI, mode 3, up to <see cref="HighestClockHz"/>.</summary>
        public Adxl345(SpiDevice device, int rangeG, int sampleRateHz)
            : this(new SpiRegisters(device, 0, 0xC0), rangeG, sampleRateHz)
        {
            if (device.ConnectionSettings.ClockFrequency > HighestClockHz)
            {
                throw new ArgumentException("the ADXL345's FIFO stands a clock up to 1600000 Hz, not " + device.ConnectionSettings.ClockFrequency.ToString());
            }
        }

        private Adxl345(Registers bus, int rangeG, int sampleRateHz)
            : base(SensorFamily.Adxl345, bus, rangeG, sampleRateHz)
        {
            _frame = new byte[bus.Lead + FrameBytes];
        }

        public override int CountsPerG
        {
            get { return 256; }
        }

        public override int SampleBits
        {
            get { return 10 + RangeCode; }
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
            ParseWords(burst, 0, FrameBytes, 0, samples, offset);
        }

        internal override int Identify()
        {
            return Identify(IdRegister, Identity);
        }

        internal override bool Configure()
        {
            return Bus.Write(PowerControl, Standby)
                && Bus.Write(InterruptEnable, 0)
                && Bus.Write(DataFormat, FullResolution | RangeCode)
                && Bus.Write(Rate, FirstRateCode + SensorChoices.IndexOf(RatesHz, SampleRateHz))
                && Bus.Write(PowerControl, Measure)
                && Empty();
        }

        internal override void PowerDown()
        {
            Bus.Write(PowerControl, Standby);
        }

        // A full FIFO cannot be told from one that has overflowed.
        internal override int Poll()
        {
            int status = Bus.ReadByte(FifoStatus);
            PendingFrames = status & LevelMask;
            if (status < 0 || (status & ReservedBit) != 0)
            {
                return Fail(status);
            }

            return PendingFrames >= FifoFrames ? SensorStatus.Overrun : EmptyOrGone(status);
        }

        internal override int Fetch(byte[] burst)
        {
            return FetchOneByOne(Data, _frame, burst);
        }

        // Bypass empties the FIFO.
        internal override bool Empty()
        {
            return Bus.Write(FifoControl, 0) && Bus.Write(FifoControl, Stream);
        }
    }
}
