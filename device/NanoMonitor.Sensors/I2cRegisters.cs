using System.Device.I2c;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// The registers of a part on an I2C bus. A transfer never throws when it fails: it says so, and whoever forgets to look
    /// works on stale bytes. Here every transfer is looked at.
    /// </summary>
    internal sealed class I2cRegisters
    {
        private readonly I2cDevice _device;
        private readonly byte[] _address = new byte[1];
        private readonly byte[] _addressAndValue = new byte[2];
        private readonly byte[] _one = new byte[1];
        private readonly byte[] _two = new byte[2];

        public I2cRegisters(I2cDevice device)
        {
            _device = device;
        }

        /// <summary>Transfers that failed.</summary>
        public int Errors { get; private set; }

        public bool Write(byte register, int value)
        {
            _addressAndValue[0] = register;
            _addressAndValue[1] = (byte)value;
            return Check(_device.Write(_addressAndValue));
        }

        /// <summary>Fills the whole array from a register.</summary>
        public bool Read(byte register, byte[] values)
        {
            _address[0] = register;
            return Check(_device.WriteRead(_address, values));
        }

        /// <summary>The register's value, or −1 when the transfer failed.</summary>
        public int ReadByte(byte register)
        {
            return Read(register, _one) ? _one[0] : -1;
        }

        /// <summary>Two registers, the first one high, or −1 when the transfer failed.</summary>
        public int ReadWord(byte register)
        {
            return Read(register, _two) ? _two[0] << 8 | _two[1] : -1;
        }

        private bool Check(I2cTransferResult result)
        {
            if (result.Status == I2cTransferStatus.FullTransfer)
            {
                return true;
            }

            Errors++;
            return false;
        }
    }
}
