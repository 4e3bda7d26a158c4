using System.Device.Spi;
using System.Threading;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// Analog Devices ADXL355 on SPI, mode 0, up to 10 MHz (datasheet, register names as there): 20 bits, and a FIFO of 96
    /// samples of one axis, which makes 32 frames. Its bandwidth is a quarter of the rate.
    /// </summary>
    public sealed class Adxl355 : FifoAccelerometer
    {
        /// <summary>The widest range, g.</summary>
        public const int WidestRangeG = 8;

        internal const byte IdRegister = 0x00;
        internal const int Identity = 0xAD;

        internal static readonly int[] RatesHz = { 125, 250, 500, 1000, 2000, 4000 };

        private const int FrameBytes = 9;
        private const int FifoSamples = 96;
        private const int FramesInBurst = 16;
        private const int ResetMs = 10;

        private const byte PartIdRegister = 0x02;
        private const int PartIdentity = 0xED;
        private const byte FifoData = 0x11;
        private const byte Filter = 0x28;
        private const byte Range = 0x2C;
        private const byte PowerControl = 0x2D;
        private const byte Reset = 0x2F;

        private const int Standby = 0x01;
        private const int ResetCode = 0x52;

        // Range register: I2C_HS stays 1 as after a reset, INT_POL 0.
        private const int I2cHighSpeed = 0x80;
        private const int Overflow = 0x04;
        private const int IsX = 0x01;
        private const int IsEmpty = 0x02;

        // From DEVID_AD to TEMP1, behind the command: identity, …, status, FIFO entries, temperature.
        private const int HeaderBytes = 8;
        private const int IdAt = 1;
        private const int StatusAt = 5;
        private const int EntriesAt = 6;
        private const int TemperatureAt = 7;

        private readonly byte[] _header = new byte[1 + HeaderBytes];

        /// <summary>Uses an opened device; nothing is sent before <see cref="FifoAccelerometer.Start"/>.</summary>
        /// <param name="device">Mode 0, up to 10 MHz.</param>
        /// <param name="rangeG">2, 4 or 8.</param>
        /// <param name="sampleRateHz">125, 250, 500, 1000, 2000 or 4000.</param>
        /// <exception cref="System.ArgumentException">Another range or rate.</exception>
        public Adxl355(SpiDevice device, int rangeG, int sampleRateHz)
            : base(SensorFamily.Adxl355, new SpiRegisters(device, 1, 0x01), rangeG, sampleRateHz)
        {
        }

        public override int CountsPerG
        {
            get { return 512000 / RangeG; }
        }

        public override int SampleBits
        {
            get { return 20; }
        }

        public override int BurstBytes
        {
            get { return 1 + FramesInBurst * FrameBytes; }
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
            int at = 1;
            for (int n = offset; n < end; n++)
            {
                // 20 bits, left-justified in 24; the shift to the top makes the sign.
                x[n] = (burst[at] << 24 | burst[at + 1] << 16 | burst[at + 2] << 8) >> 12;
                y[n] = (burst[at + 3] << 24 | burst[at + 4] << 16 | burst[at + 5] << 8) >> 12;
                z[n] = (burst[at + 6] << 24 | burst[at + 7] << 16 | burst[at + 8] << 8) >> 12;
                at += FrameBytes;
            }
        }

        internal override int Identify()
        {
            int status = Identify(IdRegister, Identity);
            return status == SensorStatus.Ok ? Identify(PartIdRegister, PartIdentity) : status;
        }

        internal override bool Configure()
        {
            Bus.Write(Reset, ResetCode);
            Thread.Sleep(ResetMs);
            Bus.Write(Filter, RatesHz.Length - 1 - SensorChoices.IndexOf(RatesHz, SampleRateHz));
            Bus.Write(Range, I2cHighSpeed | (RangeCode + 1));
            return Bus.Write(PowerControl, 0);
        }

        internal override void PowerDown()
        {
            Bus.Write(PowerControl, Standby);
        }

        internal override int Poll()
        {
            Bus.Read(IdRegister, _header);
            int entries = _header[EntriesAt];
            if (_header[IdAt] != Identity || entries > FifoSamples)
            {
                return Fail(entries);
            }

            PendingFrames = entries / 3;

            // 12 bits: 1885 at 25 °C, 9.05 less with every °C more.
            int raw = (_header[TemperatureAt] & 0x0F) << 8 | _header[TemperatureAt + 1];
            TemperatureCentiC = 2500 + (1885 - raw) * 10000 / 905;
            return (_header[StatusAt] & Overflow) != 0 ? SensorStatus.Overrun : SensorStatus.Ok;
        }

        internal override int Fetch(byte[] burst)
        {
            Bus.Read(FifoData, burst);

            // The lowest bits mark an axis x and an empty FIFO.
            bool good = (burst[3] & (IsX | IsEmpty)) == IsX && (burst[burst.Length - 1] & (IsX | IsEmpty)) == 0;
            return good || Bus.Fail() ? FramesInBurst : 0;
        }

        // There is no other way to empty the FIFO than to reset the part.
        internal override bool Empty()
        {
            return Configure();
        }
    }
}
