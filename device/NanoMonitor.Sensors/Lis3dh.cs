using System;
using System.Device.I2c;
using System.Threading;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// ST LIS3DH on I2C in high-resolution mode, 12 bits (datasheet DocID17530, application note AN3308; register names as
    /// there). Its FIFO holds 32 frames of 6 bytes. In this mode the bandwidth is a ninth of the rate.
    /// </summary>
    /// <remarks>
    /// A FIFO of 32 frames cannot be told from one that has overflowed, so it is read in halves. Past OUT_Z_H the address goes
    /// back to OUT_X_L, so that one transfer takes a whole burst. A part or bus that does not do so is noticed with the first
    /// burst, which counts as a bus error, and read frame by frame after the next start.
    /// </remarks>
    public sealed class Lis3dh : FifoAccelerometer
    {
        /// <summary>Address with SA0 low.</summary>
        public const int DefaultAddress = 0x18;

        /// <summary>Address with SA0 high.</summary>
        public const int SecondAddress = 0x19;

        internal const byte IdRegister = 0x0F;
        internal const int Identity = 0x33;

        internal static readonly int[] RatesHz = { 1, 10, 25, 50, 100, 200, 400, 1344 };

        private const int FrameBytes = 6;
        private const int FramesInBurst = 16;
        private const int BootMs = 10;

        private const byte TemperatureConfig = 0x1F;
        private const byte Control1 = 0x20;
        private const byte Control4 = 0x23;
        private const byte Control5 = 0x24;
        private const byte FifoControl = 0x2E;
        private const byte FifoSource = 0x2F;

        // The address's top bit asks for the next register with every byte.
        private const byte Temperature = 0x80 | 0x0C;
        private const byte Output = 0x80 | 0x28;

        private const int RebootMemory = 0x80;
        private const int FifoOn = 0x40;
        private const int AdcAndTemperatureOn = 0xC0;
        private const int AllAxes = 0x07;
        private const int BlockUpdateHighResolution = 0x88;
        private const int Stream = 0x80;
        private const int Full = 0x40;
        private const int LevelMask = 0x1F;
        private const int HighestRateCode = 9;

        private readonly byte[] _frame = new byte[FrameBytes];
        private bool _wraps;
        private bool _frameByFrame;

        /// <summary>Uses an opened device; nothing is sent before <see cref="FifoAccelerometer.Start"/>.</summary>
        /// <param name="device">At 400 kHz.</param>
        /// <param name="rangeG">2, 4, 8 or 16.</param>
        /// <param name="sampleRateHz">1, 10, 25, 50, 100, 200, 400 or 1344.</param>
        /// <exception cref="ArgumentException">Another range or rate.</exception>
        public Lis3dh(I2cDevice device, int rangeG, int sampleRateHz)
            : base(SensorFamily.Lis3dh, new I2cRegisters(device), rangeG, sampleRateHz)
        {
        }

        // 1, 2, 4 and 12 mg per count.
        public override int CountsPerG
        {
            get { return RangeG == 16 ? 83 : 2000 / RangeG; }
        }

        public override int SampleBits
        {
            get { return 12; }
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
            ParseWords(burst, 0, FrameBytes, 4, samples, offset);
        }

        internal override int Identify()
        {
            return Identify(IdRegister, Identity);
        }

        internal override bool Configure()
        {
            if (!Bus.Write(Control5, RebootMemory))
            {
                return false;
            }

            Thread.Sleep(BootMs);
            int rateCode = SampleRateHz == RatesHz[RatesHz.Length - 1] ? HighestRateCode : SensorChoices.IndexOf(RatesHz, SampleRateHz) + 1;
            return Bus.Write(TemperatureConfig, AdcAndTemperatureOn)
                && Bus.Write(Control4, BlockUpdateHighResolution | RangeCode << 4)
                && Bus.Write(Control1, rateCode << 4 | AllAxes)
                && Bus.Write(Control5, FifoOn)
                && Empty();
        }

        internal override void PowerDown()
        {
            Bus.Write(Control1, 0);
        }

        internal override int Poll()
        {
            int source = Bus.ReadByte(FifoSource);
            if (source < 0)
            {
                return SensorStatus.BusError;
            }

            PendingFrames = source & LevelMask;
            return (source & Full) != 0 ? SensorStatus.Overrun : SensorStatus.Ok;
        }

        internal override int Fetch(byte[] burst)
        {
            // The temperature has no scale but its own: counts of 1 °C, by convention from 25 °C.
            int temperature = Bus.ReadWordLowFirst(Temperature);
            if (temperature < 0)
            {
                return 0;
            }

            TemperatureCentiC = 2500 + ((short)temperature * 100 >> 8);
            return _frameByFrame ? FetchOneByOne(Output, _frame, burst)
                : !Bus.Read(Output, burst) ? 0
                : _wraps || ProveWrap() ? FramesInBurst
                : 1;
        }

        // Bypass empties the FIFO.
        internal override bool Empty()
        {
            return Bus.Write(FifoControl, 0) && Bus.Write(FifoControl, Stream);
        }

        // Without the wrap one frame has left the FIFO instead of a burst.
        private bool ProveWrap()
        {
            int source = Bus.ReadByte(FifoSource);
            if (source < 0)
            {
                return false;
            }

            _wraps = (source & LevelMask) <= PendingFrames - FramesInBurst / 2;
            _frameByFrame = !_wraps;
            return _wraps || Bus.Fail();
        }
    }
}
