using nanoFramework.Device.OneWire;
using nanoFramework.Hardware.Esp32;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Simulation.Tests.Sensors;

/// <summary>The virtual DS18B20 bit by bit, through the virtual board's 1-Wire host.</summary>
public sealed class VirtualDs18b20Tests : IDisposable
{
    private readonly Board _board = new();
    private readonly VirtualDs18b20 _sensor;

    public VirtualDs18b20Tests()
    {
        _sensor = Add(0x1122_3344_5566);
    }

    public void Dispose()
    {
        _board.Dispose();
    }

    [Fact]
    public void Read_rom_gives_family_serial_number_and_crc()
    {
        Run(host =>
        {
            Assert.True(host.TouchReset());
            host.WriteByte(0x33);
            Assert.Equal([0x28, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11], Read(host, 7));
            Assert.Equal(_sensor.Rom[7], host.ReadByte());
        });
    }

    [Fact]
    public void The_crc_is_that_of_the_application_note()
    {
        // Maxim application note 27, example: family 0x02, serial number 0x00000001B81C, CRC 0xA2.
        var sensor = new VirtualDs18b20(_board.Clock, _ => 0, 0x0000_0001_B81C);
        sensor.SetFamily(0x02);
        Assert.Equal(0xA2, sensor.Rom[7]);
    }

    [Fact]
    public void Powers_on_at_85_degrees_with_12_bits()
    {
        Run(host => Assert.Equal([0x50, 0x05, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10, 0x1C], Scratchpad(host)));
    }

    [Fact]
    public void Written_limits_come_back_after_power_only_when_copied()
    {
        Run(host =>
        {
            Command(host, 0x4E, 1, 2, 0x1F);
            Assert.Equal([1, 2, 0x1F], Scratchpad(host)[2..5]);
            _sensor.PowerOn();
            Assert.Equal([0x4B, 0x46, 0x7F], Scratchpad(host)[2..5]);
            Command(host, 0x4E, 1, 2, 0x1F);
            Command(host, 0x48);
            _sensor.PowerOn();
            Assert.Equal([1, 2, 0x1F], Scratchpad(host)[2..5]);
        });
    }

    [Fact]
    public void Search_finds_every_device_once()
    {
        VirtualDs18b20[] others = [Add(0x1122_3344_5567), Add(0x7000_0000_0001), Add(0)];
        Run(host =>
        {
            string[] found = [.. host.FindAllDevices().Cast<byte[]>().Select(Convert.ToHexString)];
            string[] wired = [.. others.Append(_sensor).Select(sensor => Convert.ToHexString(sensor.Rom))];
            Assert.Equal(wired.Order(), found.Order());
        });
    }

    [Fact]
    public void Match_rom_speaks_to_one_of_several()
    {
        VirtualDs18b20 other = Add(0x7000_0000_0001);
        Run(host =>
        {
            host.TouchReset();
            host.WriteByte(0x55);
            foreach (byte value in other.Rom.ToArray())
            {
                host.WriteByte(value);
            }

            host.WriteByte(0x4E);
            host.WriteByte(7);
            host.WriteByte(8);
            host.WriteByte(0x3F);
            _sensor.Bus.Absent = true;
            Assert.Equal([7, 8, 0x3F], Scratchpad(host)[2..5]);
            _sensor.Bus.Absent = false;
            other.Bus.Absent = true;
            Assert.Equal([0x4B, 0x46, 0x7F], Scratchpad(host)[2..5]);
        });
    }

    [Fact]
    public void Alarm_search_finds_who_is_outside_its_limits()
    {
        Run(host =>
        {
            Assert.True(host.FindFirstDevice(true, true));
            Command(host, 0x4E, 100, 0, 0x7F);
            Assert.False(host.FindFirstDevice(true, true));
        });
    }

    [Fact]
    public void Nobody_answers_on_other_pins_or_without_pins()
    {
        _board.Run(() =>
        {
            Assert.Throws<InvalidOperationException>(() => new OneWireHost());
            Configuration.SetPinFunction(4, DeviceFunction.COM3_RX);
            Configuration.SetPinFunction(5, DeviceFunction.COM3_TX);
            OneWireHost host = new();
            Assert.False(host.TouchReset());
            Assert.Equal(0xFF, host.ReadByte());
            Assert.Empty(host.FindAllDevices());
        });
    }

    [Fact]
    public void Bits_take_their_time()
    {
        Run(host =>
        {
            long before = _board.Clock.NowMicroseconds;
            host.TouchReset();
            host.WriteByte(0x33);
            Assert.Equal(960 + (8 * 70), _board.Clock.NowMicroseconds - before);
        });
    }

    private static void Command(OneWireHost host, params byte[] bytes)
    {
        host.TouchReset();
        host.WriteByte(0xCC);
        foreach (byte value in bytes)
        {
            host.WriteByte(value);
        }
    }

    private static byte[] Scratchpad(OneWireHost host)
    {
        Command(host, 0xBE);
        return Read(host, 9);
    }

    private static byte[] Read(OneWireHost host, int length) => [.. Enumerable.Range(0, length).Select(_ => host.ReadByte())];

    private VirtualDs18b20 Add(long serial)
    {
        VirtualDs18b20 sensor = new(_board.Clock, _ => 20, serial);
        _board.AttachOneWire(21, 22, sensor);
        return sensor;
    }

    private void Run(Action<OneWireHost> steps)
    {
        _board.Run(() =>
        {
            Configuration.SetPinFunction(21, DeviceFunction.COM3_RX);
            Configuration.SetPinFunction(22, DeviceFunction.COM3_TX);
            steps(new OneWireHost());
        });
    }
}
