using System.Device.Spi;
using NanoMonitor.VirtualBoard.Buses;

namespace NanoMonitor.VirtualBoard.Tests.Buses;

public class SpiTests
{
    [Fact]
    public void A_transfer_sends_and_receives_at_once()
    {
        using Board board = new();
        Inverter target = new();
        board.AttachSpi(1, 5, target);
        board.Run(() =>
        {
            SpiDevice device = SpiDevice.Create(new SpiConnectionSettings(1, 5) { ClockFrequency = 1_000_000 });
            byte[] read = new byte[3];
            device.TransferFullDuplex(new byte[] { 1, 2, 3 }, read);
            Assert.Equal([254, 253, 252], read);
            device.Write(new byte[] { 7, 8 });
            byte[] more = new byte[2];
            device.Read(more);
            Assert.Equal([255, 255], more);
        });
        Assert.Equal([1, 2, 3, 7, 8, 0, 0], target.Seen);
        Assert.Equal(8 * 7, board.Clock.NowMicroseconds);
    }

    [Fact]
    public void A_transfer_is_limited_to_16384_bytes()
    {
        using Board board = new();
        board.AttachSpi(1, 5, new Inverter());
        board.Run(() =>
        {
            SpiDevice device = new(new SpiConnectionSettings(1, 5));
            device.Write(new byte[16384]);
            Assert.Throws<ArgumentException>(() => device.Write(new byte[16385]));
        });
    }

    [Fact]
    public void An_empty_bus_reads_ones()
    {
        using Board board = new();
        board.Run(() => Assert.Equal(255, new SpiDevice(new SpiConnectionSettings(1, 5)).ReadByte()));
    }

    [Fact]
    public void There_is_no_write_read() =>
        Assert.DoesNotContain(typeof(SpiDevice).GetMethods(), method => method.Name == "WriteRead");

    private sealed class Inverter : ISpiTarget
    {
        public List<byte> Seen { get; } = [];

        public void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
        {
            Seen.AddRange(write);
            for (int i = 0; i < write.Length; i++)
            {
                read[i] = (byte)~write[i];
            }
        }
    }
}
