using System;
using nanoFramework.Device.OneWire;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// Maxim DS18B20 on a 1-Wire bus of its own, powered over VDD, ±0.5 °C in steps of 0.0625 °C at 12 bits, rounded down
    /// (datasheet 19-7487). Reading one conversion starts the next.
    /// </summary>
    public sealed class Ds18b20 : TemperatureSensor
    {
        private const int FamilyCode = 0x28;
        private const int RomBytes = 8;
        private const int ScratchpadBytes = 9;

        private const byte ReadRom = 0x33;
        private const byte SkipRom = 0xCC;
        private const byte ConvertTemperature = 0x44;
        private const byte WriteScratchpad = 0x4E;
        private const byte ReadScratchpad = 0xBE;

        // The alarm limits are not used. These values do not come back after a loss of power, when the temperature reads 85 °C.
        private const byte MarkHigh = 0x4E;
        private const byte MarkLow = 0x4D;

        private readonly OneWireHost _host;
        private readonly int _resolutionBits;
        private readonly byte[] _answer = new byte[ScratchpadBytes];
        private int _busErrors;

        /// <summary>Uses an opened bus with nothing else on it; nothing is sent before <see cref="Start"/>.</summary>
        /// <param name="resolutionBits">9 … 12: a conversion takes 94, 188, 375 or 750 ms.</param>
        /// <exception cref="ArgumentException">Another resolution.</exception>
        public Ds18b20(OneWireHost host, int resolutionBits)
        {
            if (resolutionBits < 9 || resolutionBits > 12)
            {
                throw new ArgumentException("the DS18B20 has 9 to 12 bits, not " + resolutionBits.ToString());
            }

            _host = host;
            _resolutionBits = resolutionBits;
        }

        public override int FirstReadingMs
        {
            get { return 0; }
        }

        public override int BusErrors
        {
            get { return _busErrors; }
        }

        // FAMILY, serial number, CRC; then the configuration is written and read back, and a conversion started.
        public override int Start()
        {
            if (!_host.TouchReset())
            {
                _busErrors++;
                return SensorStatus.Absent;
            }

            _host.WriteByte(ReadRom);
            if (!Receive(RomBytes))
            {
                return SensorStatus.BusError;
            }

            if (_answer[0] != FamilyCode)
            {
                return SensorStatus.WrongId;
            }

            return Select(WriteScratchpad) && Configure() && Select(ReadScratchpad) && ReceiveOwn() && Select(ConvertTemperature)
                ? SensorStatus.Ok
                : SensorStatus.BusError;
        }

        public override int Read()
        {
            // While a conversion runs, it answers read slots with 0.
            if (!_host.TouchBit(true))
            {
                return SensorStatus.NotReady;
            }

            if (!Select(ReadScratchpad) || !ReceiveOwn())
            {
                return SensorStatus.BusError;
            }

            // 1/16 °C; the bits below the resolution are undefined.
            int unused = (1 << (12 - _resolutionBits)) - 1;
            int sixteenths = (short)(_answer[1] << 8 | _answer[0]) & ~unused;
            TemperatureCentiC = sixteenths * 25 >> 2;
            return Select(ConvertTemperature) ? SensorStatus.Ok : SensorStatus.BusError;
        }

        private bool Select(byte command)
        {
            if (!_host.TouchReset())
            {
                _busErrors++;
                return false;
            }

            _host.WriteByte(SkipRom);
            _host.WriteByte(command);
            return true;
        }

        private bool Configure()
        {
            _host.WriteByte(MarkHigh);
            _host.WriteByte(MarkLow);
            _host.WriteByte(ConfigurationByte());
            return true;
        }

        private byte ConfigurationByte()
        {
            return (byte)(0x1F | (_resolutionBits - 9) << 5);
        }

        // The scratchpad as this driver has written it.
        private bool ReceiveOwn()
        {
            if (!Receive(ScratchpadBytes))
            {
                return false;
            }

            bool own = _answer[2] == MarkHigh && _answer[3] == MarkLow && _answer[4] == ConfigurationByte();
            _busErrors += own ? 0 : 1;
            return own;
        }

        // The last byte is the CRC of those before it. A bus held low would give zeros, whose CRC is zero too.
        private bool Receive(int length)
        {
            int crc = 0;
            int any = 0;
            for (int i = 0; i < length; i++)
            {
                _answer[i] = _host.ReadByte();
                any |= _answer[i];
                crc = NextCrc(crc, _answer[i]);
            }

            bool good = crc == 0 && any != 0;
            _busErrors += good ? 0 : 1;
            return good;
        }

        // x⁸ + x⁵ + x⁴ + 1, lowest bit first (Maxim application note 27).
        private static int NextCrc(int crc, int value)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0x8C : crc >> 1;
            }

            return crc;
        }
    }
}
