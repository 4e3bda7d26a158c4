using System.Device.Spi;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// ST IIS3DWB on SPI: 26,667 Hz with 6.3 kHz bandwidth on three axes (datasheet DS12569). Its FIFO is full after 19 ms:
    /// windows of 256 samples come whole, with gaps between them while the node computes.
    /// </summary>
    public sealed class Iis3dwb : TaggedFifoAccelerometer
    {
        internal const int Identity = 0x7B;

        internal static readonly int[] RatesHz = { 26667 };

        private const int FramesInBurst = 128;
        private const int On = 0x0A;
        private const int FullRate = 0x0A;

        /// <summary>Uses an opened device; nothing is sent before <see cref="FifoAccelerometer.Start"/>.</summary>
        /// <param name="device">Mode 0 or 3; below 2 MHz it cannot keep up, 10 MHz is the most.</param>
        /// <param name="rangeG">2, 4, 8 or 16.</param>
        /// <param name="sampleRateHz">26667.</param>
        /// <exception cref="System.ArgumentException">Another range or rate.</exception>
        public Iis3dwb(SpiDevice device, int rangeG, int sampleRateHz)
            : base(SensorFamily.Iis3dwb, new SpiRegisters(device, 0, 0x80), rangeG, sampleRateHz, FramesInBurst)
        {
        }

        internal override int Identify()
        {
            return Identify(IdRegister, Identity);
        }

        internal override int RateBits()
        {
            return On;
        }

        internal override int BatchRate()
        {
            return FullRate;
        }
    }
}
