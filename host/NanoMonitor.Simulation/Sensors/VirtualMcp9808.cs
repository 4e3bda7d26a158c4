using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// An MCP9808 temperature sensor on an I2C bus (datasheet DS25095): ambient temperature with its three limit flags, limits,
/// shutdown, resolution with its conversion time, and identity. Until its first conversion it reads 0 °C. Limits are 0 °C at
/// power-on, so the flags above the sign bit are normally set. The alert output, its hysteresis and the lock bits are not
/// modelled.
/// </summary>
public sealed class VirtualMcp9808 : II2cTarget
{
    /// <summary>I2C address with A2 … A0 low.</summary>
    public const int Address = 0x18;

    private const int Config = 1;
    private const int UpperLimit = 2;
    private const int LowerLimit = 3;
    private const int CriticalLimit = 4;
    private const int Ambient = 5;
    private const int Manufacturer = 6;
    private const int Device = 7;
    private const int Resolution = 8;
    private const int ShutdownBit = 0x0100;
    private const int LimitMask = 0x1FFC;
    private const int WordMask = 0x1FFF;
    private const int SignBit = 0x1000;

    private static readonly int[] ConversionMilliseconds = [30, 65, 130, 250];

    private readonly IClock _clock;
    private readonly Func<double, double> _temperatureC;
    private readonly int[] _words = new int[Resolution + 1];
    private long _conversionsSince;
    private int _pointer;
    private int _sixteenthsC;

    /// <summary>A sensor just powered on.</summary>
    /// <param name="clock">The board's clock.</param>
    /// <param name="temperatureC">Temperature in °C at a time in seconds since the board was made, such as a machine's.</param>
    public VirtualMcp9808(IClock clock, Func<double, double> temperatureC)
    {
        _clock = clock;
        _temperatureC = temperatureC;
        PowerOn();
    }

    /// <summary>Faults between the sensor and its bus.</summary>
    public BusFaults Bus { get; } = new();

    /// <summary>What the manufacturer register reads; 0x0054 unless it is to be the wrong part.</summary>
    public int ManufacturerId { get; set; } = 0x0054;

    /// <summary>What the device register reads; 0x0400 unless it is to be the wrong part.</summary>
    public int DeviceId { get; set; } = 0x0400;

    /// <summary>Fault: the temperature register keeps its value.</summary>
    public bool OutputStuck { get; set; }

    /// <summary>A power cycle: everything forgotten, and the first conversion still to come.</summary>
    public void PowerOn()
    {
        Array.Clear(_words);
        _words[Resolution] = 3;
        _pointer = 0;
        _sixteenthsC = 0;
        _conversionsSince = _clock.NowMicroseconds;
    }

    /// <inheritdoc/>
    public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        long now = _clock.NowMicroseconds;
        if (!Bus.Acknowledges(now))
        {
            return false;
        }

        Convert(now);
        if (write.Length > 0)
        {
            _pointer = write[0] & 0x0F;
            WriteRegister(write[1..], now);
        }

        int value = ReadRegister();
        for (int i = 0; i < read.Length; i++)
        {
            bool high = _pointer != Resolution && i % 2 == 0;
            read[i] = (byte)(high ? value >> 8 : value);
        }

        return true;
    }

    /// <summary>Brings the temperature up to the last conversion that is complete, rounded down to the resolution.</summary>
    private void Convert(long now)
    {
        long period = ConversionMilliseconds[_words[Resolution]] * 1000L;
        long complete = (now - _conversionsSince) / period;
        if ((_words[Config] & ShutdownBit) != 0 || OutputStuck || complete == 0)
        {
            return;
        }

        double temperatureC = _temperatureC((_conversionsSince + (complete * period)) * 1e-6);
        int steps = (int)Math.Floor(Math.Clamp(temperatureC, -40, 125) * (2 << _words[Resolution]));
        _sixteenthsC = steps << (3 - _words[Resolution]);
    }

    private int ReadRegister()
    {
        return _pointer switch
        {
            Ambient => AmbientWord(),
            Manufacturer => ManufacturerId,
            Device => DeviceId,
            < Ambient or Resolution => _words[_pointer],
            _ => 0,
        };
    }

    private int AmbientWord()
    {
        int word = _sixteenthsC & WordMask;
        word |= _sixteenthsC >= Limit(CriticalLimit) ? 0x8000 : 0;
        word |= _sixteenthsC > Limit(UpperLimit) ? 0x4000 : 0;
        word |= _sixteenthsC < Limit(LowerLimit) ? 0x2000 : 0;
        return word;
    }

    private int Limit(int register)
    {
        int word = _words[register];
        return (word & SignBit) == 0 ? word : word - (2 * SignBit);
    }

    private void WriteRegister(ReadOnlySpan<byte> data, long now)
    {
        switch (_pointer)
        {
            case Config when data.Length >= 2:
                bool wasShutDown = (_words[Config] & ShutdownBit) != 0;
                _words[Config] = ((data[0] << 8) | data[1]) & 0x07FF;
                if (wasShutDown && (_words[Config] & ShutdownBit) == 0)
                {
                    _conversionsSince = now;
                }

                break;
            case UpperLimit or LowerLimit or CriticalLimit when data.Length >= 2:
                _words[_pointer] = ((data[0] << 8) | data[1]) & LimitMask;
                break;
            case Resolution when data.Length >= 1:
                _words[Resolution] = data[0] & 3;
                _conversionsSince = now;
                break;
        }
    }
}
