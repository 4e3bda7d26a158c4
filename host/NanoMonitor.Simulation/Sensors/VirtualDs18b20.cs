using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// A DS18B20 on a 1-Wire bus, bit by bit (datasheet 19-7487), powered over VDD: presence, the ROM commands, scratchpad with
/// CRC, EEPROM, conversion time by resolution with its busy bit, the 85 °C of power-on, and the alarm search.
/// </summary>
public sealed class VirtualDs18b20 : IOneWireTarget
{
    private const byte Family = 0x28;
    private const int ScratchpadBytes = 9;
    private const long LongestConversionMicroseconds = 750_000;

    private readonly IClock _clock;
    private readonly Func<double, double> _temperatureC;
    private readonly byte[] _rom = new byte[8];
    private readonly byte[] _scratchpad = new byte[ScratchpadBytes];
    private readonly byte[] _eeprom = [0x4B, 0x46, 0x7F];
    private State _state;
    private byte[] _sending = [];
    private int _bit;
    private int _received;
    private int _writtenBytes;
    private long _conversionEnds;
    private bool _converting;

    /// <summary>A sensor just powered on.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="temperatureC">Temperature in °C at a time in seconds since the board was made.</param>
    /// <param name="serial">Its serial number, 48 bits.</param>
    public VirtualDs18b20(IClock clock, Func<double, double> temperatureC, long serial = 0x0000_0412_8A31)
    {
        _clock = clock;
        _temperatureC = temperatureC;
        _rom[0] = Family;
        for (int i = 0; i < 6; i++)
        {
            _rom[1 + i] = (byte)(serial >> (8 * i));
        }

        _rom[7] = Crc(_rom.AsSpan(0, 7));
        PowerOn();
    }

    private enum State
    {
        Idle,
        RomCommand,
        MatchingRom,
        SearchingRom,
        FunctionCommand,
        WritingScratchpad,
        Sending,
        Converting,
    }

    /// <summary>Faults between the sensor and its bus.</summary>
    public BusFaults Bus { get; } = new();

    /// <summary>Its identity: family, serial number, CRC.</summary>
    public ReadOnlySpan<byte> Rom => _rom;

    /// <summary>Bits of the scratchpad's first byte that arrive inverted, as on a bus with interference.</summary>
    public byte Interference { get; set; }

    /// <summary>Makes it a part of another family.</summary>
    public void SetFamily(byte family)
    {
        _rom[0] = family;
        _rom[7] = Crc(_rom.AsSpan(0, 7));
    }

    /// <summary>A power cycle: 85 °C, limits and resolution from the EEPROM.</summary>
    public void PowerOn()
    {
        byte[] start = [0x50, 0x05, _eeprom[0], _eeprom[1], _eeprom[2], 0xFF, 0x0C, 0x10, 0];
        start.CopyTo(_scratchpad, 0);
        _scratchpad[8] = Crc(_scratchpad.AsSpan(0, 8));
        _state = State.Idle;
        _converting = false;
    }

    /// <inheritdoc/>
    public bool Reset()
    {
        if (!Bus.Acknowledges(_clock.NowMicroseconds))
        {
            return false;
        }

        Convert();
        Expect(State.RomCommand);
        return true;
    }

    /// <inheritdoc/>
    public bool Slot(bool bit)
    {
        if (!Bus.Acknowledges(_clock.NowMicroseconds))
        {
            return true;
        }

        Convert();
        switch (_state)
        {
            case State.RomCommand:
                Receive(bit, TakeRomCommand);
                return true;
            case State.FunctionCommand:
                Receive(bit, TakeFunctionCommand);
                return true;
            case State.WritingScratchpad:
                Receive(bit, TakeScratchpad);
                return true;
            case State.MatchingRom:
                Follow(bit);
                return true;
            case State.SearchingRom:
                return Search(bit);
            case State.Sending:
                return Send();
            case State.Converting:
                return !_converting;
            default:
                return true;
        }
    }

    /// <summary>x⁸ + x⁵ + x⁴ + 1, lowest bit first (Maxim application note 27).</summary>
    private static byte Crc(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0x8C : crc >> 1;
            }
        }

        return (byte)crc;
    }

    private void Expect(State state)
    {
        _state = state;
        _bit = 0;
        _received = 0;
    }

    private void Receive(bool bit, Action<byte> take)
    {
        _received |= bit ? 1 << _bit : 0;
        _bit++;
        if (_bit == 8)
        {
            byte value = (byte)_received;
            _bit = 0;
            _received = 0;
            take(value);
        }
    }

    private void TakeRomCommand(byte command)
    {
        switch (command)
        {
            case 0x33:
                Answer(_rom);
                break;
            case 0x55:
                Expect(State.MatchingRom);
                break;
            case 0xCC:
                Expect(State.FunctionCommand);
                break;
            case 0xF0:
                Expect(State.SearchingRom);
                break;
            case 0xEC:
                Expect(IsAlarmed() ? State.SearchingRom : State.Idle);
                break;
            default:
                Expect(State.Idle);
                break;
        }
    }

    private void TakeFunctionCommand(byte command)
    {
        switch (command)
        {
            case 0x44:
                _conversionEnds = _clock.NowMicroseconds + (LongestConversionMicroseconds >> (3 - Resolution()));
                _converting = true;
                Expect(State.Converting);
                break;
            case 0x4E:
                _writtenBytes = 0;
                Expect(State.WritingScratchpad);
                break;
            case 0xBE:
                byte[] answer = [.. _scratchpad];
                answer[0] ^= Interference;
                Answer(answer);
                break;
            case 0x48:
                _scratchpad.AsSpan(2, 3).CopyTo(_eeprom);
                Expect(State.Idle);
                break;
            case 0xB8:
                _eeprom.CopyTo(_scratchpad, 2);
                _scratchpad[8] = Crc(_scratchpad.AsSpan(0, 8));
                Expect(State.Idle);
                break;
            default:
                Expect(State.Idle);
                break;
        }
    }

    private void TakeScratchpad(byte value)
    {
        // The configuration's other bits read 0 and 11111.
        _scratchpad[2 + _writtenBytes] = _writtenBytes == 2 ? (byte)((value & 0x60) | 0x1F) : value;
        _scratchpad[8] = Crc(_scratchpad.AsSpan(0, 8));
        _writtenBytes++;
        if (_writtenBytes == 3)
        {
            Expect(State.Idle);
        }
    }

    private void Answer(byte[] bytes)
    {
        _sending = bytes;
        Expect(State.Sending);
    }

    private bool Send()
    {
        if (_bit == 8 * _sending.Length)
        {
            return true;
        }

        bool high = (_sending[_bit / 8] >> (_bit % 8) & 1) != 0;
        _bit++;
        return high;
    }

    /// <summary>MATCH ROM: whoever's identity differs is out.</summary>
    private void Follow(bool bit)
    {
        bool own = (_rom[_bit / 8] >> (_bit % 8) & 1) != 0;
        _bit++;
        if (bit != own)
        {
            Expect(State.Idle);
        }
        else if (_bit == 64)
        {
            Expect(State.FunctionCommand);
        }
    }

    /// <summary>SEARCH ROM: of each bit it sends itself and its complement, then hears which way the host goes.</summary>
    private bool Search(bool bit)
    {
        int at = _bit / 3;
        bool own = (_rom[at / 8] >> (at % 8) & 1) != 0;
        int step = _bit % 3;
        _bit++;
        if (step < 2)
        {
            return own == (step == 0);
        }

        if (bit != own)
        {
            Expect(State.Idle);
        }
        else if (at == 63)
        {
            Expect(State.FunctionCommand);
        }

        return true;
    }

    private int Resolution() => _scratchpad[4] >> 5 & 3;

    private bool IsAlarmed()
    {
        int degrees = (short)(_scratchpad[1] << 8 | _scratchpad[0]) >> 4;
        return degrees >= (sbyte)_scratchpad[2] || degrees <= (sbyte)_scratchpad[3];
    }

    private void Convert()
    {
        if (!_converting || _clock.NowMicroseconds < _conversionEnds)
        {
            return;
        }

        _converting = false;
        double temperatureC = Math.Clamp(_temperatureC(_conversionEnds * 1e-6), -55, 125);
        int unused = 3 - Resolution();
        int sixteenths = (int)Math.Floor(temperatureC * (16 >> unused)) << unused;
        _scratchpad[0] = (byte)sixteenths;
        _scratchpad[1] = (byte)(sixteenths >> 8);
        _scratchpad[8] = Crc(_scratchpad.AsSpan(0, 8));
    }
}
