using System.Device.I2c;
using System.Device.Spi;
using System.Threading;
using NanoMonitor.VirtualBoard.Buses;
using nanoFramework.Hardware.Esp32;

namespace NanoMonitor.VirtualBoard.Tests;

public class AllocationTests
{
    [Fact]
    public void Waiting_and_transferring_allocate_nothing_on_the_firmwares_thread()
    {
        using Board board = new();
        board.AttachI2c(1, 0x68, new Silent());
        board.AttachSpi(1, 5, new Silent());
        long allocated = -1;
        board.Run(() =>
        {
            I2cDevice i2c = new(new I2cConnectionSettings(1, 0x68));
            SpiDevice spi = new(new SpiConnectionSettings(1, 5));
            AutoResetEvent never = new(false);
            byte[] write = new byte[1];
            byte[] read = new byte[64];
            object gate = new();
            for (int round = 0; round < 2; round++)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++)
                {
                    i2c.WriteRead(write, read);
                    i2c.WriteByte(1);
                    spi.TransferFullDuplex(read, read);
                    Thread.Sleep(1);
                    never.WaitOne(1, false);
                    lock (gate)
                    {
                        HighResTimer.GetCurrent();
                    }
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            }
        });
        Assert.Equal(0, allocated);
    }

    private sealed class Silent : II2cTarget, ISpiTarget
    {
        bool II2cTarget.Transfer(ReadOnlySpan<byte> write, Span<byte> read) => true;

        void ISpiTarget.Transfer(ReadOnlySpan<byte> write, Span<byte> read)
        {
        }
    }
}
