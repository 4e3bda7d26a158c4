// accepted
using System.Device.I2c;

namespace NanoMonitor.Corpus
{
    public sealed class Driver
    {
        private readonly I2cDevice _bus;
        private readonly byte[] _register = new byte[1];
        private readonly byte[] _burst = new byte[192];

        public Driver(I2cDevice bus)
        {
            _bus = bus;
        }

        public bool ReadBurst(short[] x)
        {
            _register[0] = 0x74;
            I2cTransferResult result = _bus.WriteRead(_register, _burst);
            if (result.Status != I2cTransferStatus.FullTransfer)
            {
                return false;
            }
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = (short)((_burst[2 * i] << 8) | _burst[2 * i + 1]);
            }
            return true;
        }
    }
}
