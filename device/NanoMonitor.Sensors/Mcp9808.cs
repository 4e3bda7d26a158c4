using System.Device.I2c;

namespace NanoMonitor.Sensors
{
    /// <summary>Microchip MCP9808 on I2C, ±0.25 °C in steps of 0.0625 °C rounded down (datasheet DS25095; registers of two bytes, big endian).</summary>
    public sealed class Mcp9808 : TemperatureSensor
    {
        /// <summary>Address with A0 … A2 low.</summary>
        public const int DefaultAddress = 0x18;

        /// <summary>Until so long after power-on the part reads 0 °C.</summary>
        public const int FirstConversionMs = 250;

        private const int Manufacturer = 0x0054;
        private const int Device = 0x04;

        private const byte AmbientRegister = 0x05;
        private const byte ManufacturerRegister = 0x06;
        private const byte DeviceRegister = 0x07;

        private readonly I2cRegisters _registers;

        /// <summary>Uses an opened device; nothing is sent before <see cref="Start"/>.</summary>
        public Mcp9808(I2cDevice device)
        {
            _registers = new I2cRegisters(device);
        }

        public override int FirstReadingMs
        {
            get { return FirstConversionMs; }
        }

        public override int BusErrors
        {
            get { return _registers.Errors; }
        }

        // It converts from power-on.
        public override int Start()
        {
            int manufacturer = _registers.ReadWord(ManufacturerRegister);
            if (manufacturer < 0)
            {
                return SensorStatus.Absent;
            }

            // The low byte of the device register is the revision.
            int device = _registers.ReadWord(DeviceRegister);
            return device < 0 ? SensorStatus.Absent
                : manufacturer != Manufacturer || device >> 8 != Device ? SensorStatus.WrongId
                : SensorStatus.Ok;
        }

        public override int Read()
        {
            int word = _registers.ReadWord(AmbientRegister);
            if (word < 0)
            {
                return SensorStatus.BusError;
            }

            // Bits 15 … 13 compare with limits; below them a 13-bit two's complement of 1/16 °C.
            int sixteenths = word & 0x1FFF;
            if (sixteenths > 0x0FFF)
            {
                sixteenths -= 0x2000;
            }

            TemperatureCentiC = sixteenths * 25 >> 2;
            return SensorStatus.Ok;
        }
    }
}
