using System.Device.I2c;
using System.Device.Spi;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// ST LSM6DSO on I2C or SPI, accelerometer only, in high-performance mode (datasheet DS12140). Its bandwidth is half the
    /// rate.
    /// </summary>
    public sealed class Lsm6dso : TaggedFifoAccelerometer
    {
        /// <summary>I2C address with SA0 low.</summary>
        public const int DefaultAddress = 0x6A;

        /// <summary>I2C address with SA0 high.</summary>
        public const int SecondAddress = 0x6B;

        internal const int Identity = 0x6C;

        internal static readonly int[] RatesHz = { 26, 52, 104, 208, 416, 833, 1667, 3333, 6667 };

        private const int FramesInBurst = 32;
        private const int FirstRateCode = 2;

        /// <summary>Uses an opened device; nothing is sent before <see cref="FifoAccelerometer.Start"/>.</summary>
        /// <param name="device">At 400 kHz, which carries up to 3333 Hz.</param>
        /// <param name="rangeG">2, 4, 8 or 16.</param>
        /// <param name="sampleRateHz">26, 52, 104, 208, 416, 833, 1667, 3333 or 6667.</param>
        /// <exception cref="System.ArgumentException">Another range or rate.</exception>
        public Lsm6dso(I2cDevice device, int rangeG, int sampleRateHz)
            : this(new I2cRegisters(device), rangeG, sampleRateHz)
        {
        }

        /// <summary>The same on SPI, mode 0 or 3, up to 10 MHz.</summary>
        public Lsm6dso(SpiDevice device, int rangeG, int sampleRateHz)
            : this(new SpiRegisters(device, 0, 0x80), rangeG, sampleRateHz)
        {
        }

        private Lsm6dso(Registers bus, int rangeG, int sampleRateHz)
            : base(SensorFamily.Lsm6dso, bus, rangeG, sampleRateHz, FramesInBurst)
        {
        }

        internal override int Identify()
        {
            return Identify(IdRegister, Identity);
        }

        internal override int RateBits()
        {
            return SensorChoices.IndexOf(RatesHz, SampleRateHz) + FirstRateCode;
        }

        internal override int BatchRate()
        {
            return RateBits();
        }
    }
}
