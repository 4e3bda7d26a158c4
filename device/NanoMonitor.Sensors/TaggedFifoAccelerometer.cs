using System.Threading;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// What ST's LSM6DSO and IIS3DWB have in common (datasheets DS12140 and DS12569, register names as there): a FIFO of
    /// 512 words of 7 bytes, a tag that says whose data they are, then x, y and z, each low byte first. Behind the last byte of
    /// a word comes the tag of the next one, so that one transfer takes a whole burst.
    /// </summary>
    public abstract class TaggedFifoAccelerometer : FifoAccelerometer
    {
        internal const byte IdRegister = 0x0F;

        private const int WordBytes = 7;
        private const int FifoWords = 512;
        private const int ResetMs = 10;

        private const byte FifoControl3 = 0x09;
        private const byte FifoControl4 = 0x0A;
        private const byte Control1 = 0x10;
        private const byte Control3 = 0x12;
        private const byte Temperature = 0x20;
        private const byte FifoStatus = 0x3A;
        private const byte FifoDataOut = 0x78;

        private const int SoftReset = 0x01;
        private const int BlockUpdateAutoIncrement = 0x44;
        private const int Continuous = 0x06;
        private const int OverrunBits = 0x4800;
        private const int ReservedBit = 0x0400;
        private const int LevelMask = 0x03FF;
        private const int AccelerometerTag = 0x02;

        private readonly int _burstFrames;

        internal TaggedFifoAccelerometer(int family, Registers bus, int rangeG, int sampleRateHz, int burstFrames)
            : base(family, bus, rangeG, sampleRateHz)
        {
            _burstFrames = burstFrames;
        }

        // 0.061, 0.122, 0.244 and 0.488 mg per count.
        public override int CountsPerG
        {
            get { return RangeG == 2 ? 16393 : RangeG == 4 ? 8197 : RangeG == 8 ? 4098 : 2049; }
        }

        public override int SampleBits
        {
            get { return 16; }
        }

        public override int BurstBytes
        {
            get { return Bus.Lead + _burstFrames * WordBytes; }
        }

        public override int BurstFrames
        {
            get { return _burstFrames; }
        }

        public override void Parse(byte[] burst, int[][] samples, int offset)
        {
            ParseWords(burst, Bus.Lead + 1, WordBytes, 0, samples, offset);
        }

        /// <summary>The upper half of CTRL1_XL, which turns the accelerometer on at the chosen rate.</summary>
        internal abstract int RateBits();

        /// <summary>BDR_XL: the rate at which samples go into the FIFO.</summary>
        internal abstract int BatchRate();

        internal override bool Configure()
        {
            if (!Bus.Write(Control3, SoftReset))
            {
                return false;
            }

            Thread.Sleep(ResetMs);
            return Bus.Write(Control3, BlockUpdateAutoIncrement)
                && Bus.Write(FifoControl3, BatchRate())
                && Bus.Write(Control1, RateBits() << 4 | RangeBits() << 2)
                && Empty();
        }

        internal override void PowerDown()
        {
            Bus.Write(Control1, 0);
        }

        internal override int Poll()
        {
            int status = Bus.ReadWordLowFirst(FifoStatus);
            PendingFrames = status & LevelMask;
            if (status < 0 || (status & ReservedBit) != 0 || PendingFrames > FifoWords)
            {
                return Fail(status);
            }

            return (status & OverrunBits) != 0 ? SensorStatus.Overrun : EmptyOrGone(status);
        }

        internal override int Fetch(byte[] burst)
        {
            int temperature = Bus.ReadWordLowFirst(Temperature);
            if (temperature < 0 || !Bus.Read(FifoDataOut, burst))
            {
                return 0;
            }

            // 256 counts per °C from 25 °C.
            TemperatureCentiC = 2500 + ((short)temperature * 100 >> 8);
            bool good = IsAcceleration(burst[Bus.Lead]) && IsAcceleration(burst[burst.Length - WordBytes]);
            return good || Bus.Fail() ? _burstFrames : 0;
        }

        // Bypass empties the FIFO.
        internal override bool Empty()
        {
            return Bus.Write(FifoControl4, 0) && Bus.Write(FifoControl4, Continuous);
        }

        private static bool IsAcceleration(int tag)
        {
            return tag >> 3 == AccelerometerTag;
        }

        // FS_XL: 16 g comes before 4 g.
        private int RangeBits()
        {
            return RangeG == 2 ? 0 : RangeG == 16 ? 1 : RangeG == 4 ? 2 : 3;
        }
    }
}
