using System.Device.I2c;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// The registers of a part on an I2C bus. A transfer never throws when it fails: it says so, and whoever forgets to look
    /// works on stale bytes.
    /// </summary>
    internal sealed class I2cRegisters : Registers
    {
        private readonly I2cDevice _device;
        private readonly byte[] _address = new byte[1];
        private readonly byte[] _addressAndValue = new byte[2];

        public I2cRegisters(I2cDevice device)
            : base(0)
        {
            _device = device;
        }

        public override bool Write(int register, int value)
        {
            _addressAndValue[0] = (byte)register;
            _addressAndValue[1] = (byte)value;
            return Check(_device.Write(_addressAndValue));
        }

        public override bool Read(int register, byte[] values)
        {
            _address[0] = (byte)register;
            return Check(_device.WriteRead(_address, values));
        }

        // Nobody does not acknowledge.
        public override bool IsNobody(int id)
        {
            return false;
        }

        private bool Check(I2cTransferResult result)
        {
            return result.Status == I2cTransferStatus.FullTransfer || Fail();
        }
    }
}
