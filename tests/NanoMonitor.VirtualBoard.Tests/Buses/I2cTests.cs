using System.Device.I2c;
using System.Threading;
using NanoMonitor.VirtualBoard.Buses;

namespace NanoMonitor.VirtualBoard.Tests.Buses;

public class I2cTests
{
    [Fact]
    public void A_register_is_written_and_read_back()
    {
        using Board board = new();
        board.AttachI2c(1, 0x68, new Registers());
        board.Run(() =>
        {
            I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(1, 0x68));
            I2cTransferResult written = device.Write(new byte[] { 0x10, 1, 2, 3 });
            Assert.Equal(I2cTransferStatus.FullTransfer, written.Status);
            Assert.Equal(4u, written.BytesTransferred);
            byte[] read = new byte[2];
            I2cTransferResult result = device.WriteRead(new byte[] { 0x11 }, read);
            Assert.Equal(3u, result.BytesTransferred);
            Assert.Equal([2, 3], read);
            device.WriteByte(0x10);
            Assert.Equal(1, device.ReadByte());
        });
    }

    [Fact]
    public void An_unanswered_address_does_not_throw_and_stops_every_thread_for_a_second()
    {
        using Board board = new();
        List<string> seen = [];
        board.Run(() =>
        {
            new Thread(() =>
            {
                while (seen.Count < 3)
                {
                    Thread.Sleep(400);
                    seen.Add("tick " + Environment.TickCount64);
                }
            }).Start();
            Thread.Sleep(500);
            I2cDevice device = new(new I2cConnectionSettings(1, 0x44));
            I2cTransferResult result = device.Read(new byte[4]);
            seen.Add($"{result.Status} {result.BytesTransferred} {Environment.TickCount64}");
            Thread.Sleep(1000);
        });
        Assert.Equal(["tick 400", "tick 1500", "SlaveAddressNotAcknowledged 0 1500"], seen.Take(3));
    }

    [Fact]
    public void A_device_that_dies_and_comes_back_answers_again()
    {
        using Board board = new();
        List<I2cTransferStatus> seen = [];
        board.AttachI2c(2, 0x18, new Registers());
        board.Boot(() =>
        {
            I2cDevice device = new(new I2cConnectionSettings(2, 0x18));
            while (true)
            {
                seen.Add(device.WriteByte(0).Status);
                Thread.Sleep(10_000);
            }
        });
        board.Clock.AdvanceTo(1_000_000);
        board.AttachI2c(2, 0x18, null);
        board.Clock.AdvanceTo(12_000_000);
        board.AttachI2c(2, 0x18, new Registers());
        board.Clock.AdvanceTo(25_000_000);
        Assert.Equal([I2cTransferStatus.FullTransfer, I2cTransferStatus.SlaveAddressNotAcknowledged, I2cTransferStatus.FullTransfer], seen);
    }

    [Fact]
    public void Bus_ids_start_at_1()
    {
        using Board board = new();
        board.Run(() => Assert.Throws<ArgumentException>(() => new I2cDevice(new I2cConnectionSettings(0, 0x68))));
        Assert.Throws<ArgumentOutOfRangeException>(() => board.AttachI2c(0, 0x68, new Registers()));
    }

    [Theory]
    [InlineData(I2cBusSpeed.StandardMode, 92_350)]
    [InlineData(I2cBusSpeed.FastMode, 23_088)]
    [InlineData(I2cBusSpeed.FastModePlus, 9_235)]
    public void A_burst_takes_the_time_of_its_bits(I2cBusSpeed speed, long microseconds)
    {
        // 1 byte out and 1023 in with two address bytes: 1 + 9 * 1026 bits.
        using Board board = new();
        board.AttachI2c(1, 0x68, new Registers());
        board.Run(() => new I2cDevice(new I2cConnectionSettings(1, 0x68, speed)).WriteRead(new byte[1], new byte[1023]));
        Assert.Equal(microseconds, board.Clock.NowMicroseconds);
    }

    [Fact]
    public void A_thread_that_only_transfers_leaves_the_others_their_time_slices()
    {
        using Board board = new();
        board.AttachI2c(1, 0x68, new Registers());
        bool stop = false;
        long stoppedAt = 0;
        board.Run(() =>
        {
            new Thread(() =>
            {
                Thread.Sleep(100);
                stop = true;
            }).Start();
            I2cDevice device = new(new I2cConnectionSettings(1, 0x68));
            byte[] buffer = new byte[16];
            while (!stop)
            {
                device.Read(buffer);
            }

            stoppedAt = Environment.TickCount64;
        });
        Assert.InRange(stoppedAt, 100, 121);
    }

    private sealed class Registers : II2cTarget
    {
        private readonly byte[] values = new byte[256];
        private byte address;

        public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read)
        {
            if (write.Length > 0)
            {
                address = write[0];
                foreach (byte value in write[1..])
                {
                    values[address++] = value;
                }
            }

            foreach (ref byte value in read)
            {
                value = values[address++];
            }

            return true;
        }
    }
}
