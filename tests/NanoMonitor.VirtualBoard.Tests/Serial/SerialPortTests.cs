using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using NanoMonitor.VirtualBoard.Serial;

namespace NanoMonitor.VirtualBoard.Tests.Serial;

public sealed class SerialPortTests : IDisposable
{
    private readonly Board board = new(new BoardOptions { DebugPort = null });
    private readonly SerialCable cable = new();

    public SerialPortTests() => board.Serial.Attach("COM1", cable.Node);

    public void Dispose()
    {
        cable.Dispose();
        board.Dispose();
    }

    [Fact]
    public void Bytes_go_both_ways()
    {
        board.Run(() =>
        {
            SerialPort port = Open();
            cable.Host.Write([1, 2, 3]);
            byte[] read = new byte[3];
            port.Read(read, 0, 3);
            port.Write(read, 0, 3);
        });

        byte[] heard = new byte[3];
        cable.Host.ReadExactly(heard);
        Assert.Equal([1, 2, 3], heard);
    }

    [Fact]
    public void Reading_waits_for_the_whole_count_and_leaves_the_rest_where_it_is_too_little()
    {
        int left = -1;
        board.Run(() =>
        {
            SerialPort port = Open();
            port.ReadTimeout = 200;
            cable.Host.Write([1, 2]);
            Assert.Throws<TimeoutException>(() => port.Read(new byte[3], 0, 3));
            AwaitBytes(port, 2);
            left = port.BytesToRead;
        });

        Assert.Equal(2, left);
    }

    [Fact]
    public void Tells_of_received_bytes_on_the_event_thread()
    {
        bool told = false;
        board.Run(() =>
        {
            SerialPort port = Open();
            AutoResetEvent received = new(false);
            port.DataReceived += (_, e) =>
            {
                Assert.Equal(SerialData.Chars, e.EventType);
                received.Set();
            };
            cable.Host.Write([1]);
            told = received.WaitOne();
        });

        Assert.True(told);
    }

    [Fact]
    public void The_driver_keeps_256_bytes_and_loses_the_rest()
    {
        int kept = 0;
        board.Run(() =>
        {
            SerialPort port = Open();
            cable.Host.Write(new byte[400]);
            AwaitBytes(port, 256);
            Thread.Sleep(1000);
            kept = port.BytesToRead;
        });

        Assert.Equal(256, kept);
    }

    [Fact]
    public void Writing_takes_whole_arrays_only()
    {
        board.Run(() =>
        {
            SerialPort port = Open();
            Assert.Throws<NotSupportedException>(() => port.Write(new byte[4], 0, 3));
        });
    }

    [Fact]
    public void Writing_takes_the_time_of_its_bits()
    {
        long start = 0;
        board.Run(() =>
        {
            SerialPort port = Open();
            start = board.Clock.NowMicroseconds;
            port.Write(new byte[115], 0, 115);
            start = board.Clock.NowMicroseconds - start;
        });

        Assert.Equal(115 * 10 * 1_000_000L / 115_200, start);
    }

    [Fact]
    public void The_debuggers_port_cannot_be_opened()
    {
        using Board classic = new();
        classic.Run(() =>
        {
            Assert.DoesNotContain("COM1", SerialPort.GetPortNames());
            Assert.Throws<ArgumentException>(() => new SerialPort("COM1").Open());
        });
    }

    [Fact]
    public void A_port_without_pins_cannot_be_opened()
    {
        board.Run(() =>
        {
            SerialPort port = new("COM2");
            Assert.Throws<ArgumentException>(port.Open);
            Configuration.SetPinFunction(33, DeviceFunction.COM2_RX);
            Configuration.SetPinFunction(32, DeviceFunction.COM2_TX);
            port.Open();
            Assert.True(port.IsOpen);
        });
    }

    [Fact]
    public void A_port_is_made_once()
    {
        board.Run(() =>
        {
            SerialPort port = Open();
            Assert.Throws<ArgumentException>(() => new SerialPort("COM1"));
            port.Dispose();
            Open();
        });
    }

    [Fact]
    public void A_pulled_cable_is_silence()
    {
        board.Run(() =>
        {
            SerialPort port = Open();
            cable.Dispose();
            port.Write([1], 0, 1);
            port.ReadTimeout = 100;
            Assert.Throws<TimeoutException>(() => port.ReadByte());
        });
    }

    [SkippableFact]
    public void Another_program_opens_the_other_end_of_a_pseudo_terminal()
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "no pseudo terminals on this system");
        using PseudoTerminal terminal = PseudoTerminal.Open();
        board.Serial.Attach("COM1", terminal.Stream);
        using System.IO.FileStream other = new(terminal.Path, System.IO.FileMode.Open, System.IO.FileAccess.ReadWrite, System.IO.FileShare.ReadWrite, 0);
        byte[] all = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];
        board.Run(() =>
        {
            SerialPort port = Open();
            other.Write(all);
            byte[] read = new byte[200];
            port.Read(read, 0, 200);
            port.Write(read, 0, 200);
        });

        byte[] heard = new byte[200];
        ReadExactly(other, heard);
        Assert.Equal(all, heard);
    }

    private static SerialPort Open()
    {
        SerialPort port = new("COM1", 115_200);
        port.Open();
        return port;
    }

    // The host's bytes come in real time, which the board's does not wait for.
    private static void AwaitBytes(SerialPort port, int count)
    {
        while (port.BytesToRead < count)
        {
            System.Threading.Thread.Sleep(1);
        }
    }

    private static void ReadExactly(System.IO.Stream stream, byte[] bytes) => stream.ReadExactly(bytes);
}
