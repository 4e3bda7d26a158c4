using System.Device.Spi;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// The registers of a part on an SPI bus: a command byte with address and direction, then the values. Nobody acknowledges
    /// anything here: a missing part reads all ones or all zeros, and whoever reads must tell by the content.
    /// </summary>
    internal sealed class SpiRegisters : Registers
    {
        private const int CommandCount = 4;

        private readonly SpiDevice _device;
        private readonly int _addressShift;
        private readonly int _readFlags;
        private readonly byte[] _addressAndValue = new byte[2];
        private readonly byte[][] _commands = new byte[CommandCount][];

        /// <param name="addressShift">Places by which the address stands left in the command.</param>
        /// <param name="readFlags">Bits of the command that make it read, several registers if it must be told.</param>
        public SpiRegisters(SpiDevice device, int addressShift, int readFlags)
            : base(1)
        {
            _device = device;
            _addressShift = addressShift;
            _readFlags = readFlags;
        }

        public override bool Write(int register, int value)
        {
            _addressAndValue[0] = (byte)(register << _addressShift);
            _addressAndValue[1] = (byte)value;
            _device.Write(_addressAndValue);
            return true;
        }

        public override bool Read(int register, byte[] values)
        {
            byte[] command = CommandOf(values.Length);
            command[0] = (byte)(register << _addressShift | _readFlags);
            _device.TransferFullDuplex(command, values);
            return true;
        }

        public override bool IsNobody(int id)
        {
            return id == 0x00 || id == 0xFF;
        }

        // A command as long as the answer, made when that length comes for the first time.
        private byte[] CommandOf(int length)
        {
            int i = 0;
            while (i < CommandCount - 1 && _commands[i] != null && _commands[i].Length != length)
            {
                i++;
            }

            if (_commands[i] == null || _commands[i].Length != length)
            {
                _commands[i] = new byte[length];
            }

            return _commands[i];
        }
    }
}
