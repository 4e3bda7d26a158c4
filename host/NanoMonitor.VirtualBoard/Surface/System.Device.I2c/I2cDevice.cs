using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace System.Device.I2c;

/// <summary>
/// A device on an I2C bus. As on the node, a transfer that nobody answers does not throw:
/// it returns its status after the whole CLR has stood still for one second.
/// </summary>
public class I2cDevice : IDisposable
{
    /// <summary>How long the node's driver waits for an answer.</summary>
    private const long UnansweredMicroseconds = 1_000_000;

    private bool disposed;

    public I2cDevice(I2cConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        BoardThread.Require();
        if (settings.BusId < 1)
        {
            throw new ArgumentException($"There is no I2C bus {settings.BusId}; bus ids start at 1.");
        }

        ConnectionSettings = settings;
    }

    public I2cConnectionSettings ConnectionSettings { get; }

    public static I2cDevice Create(I2cConnectionSettings settings) => new(settings);

    public I2cTransferResult Read(SpanByte buffer) => Transfer(default, buffer.Bytes);

    public byte ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        Transfer(default, one);
        return one[0];
    }

    public I2cTransferResult Write(SpanByte buffer) => Transfer(buffer.Bytes, default);

    public I2cTransferResult WriteByte(byte value) => Transfer([value], default);

    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) => Transfer(writeBuffer.Bytes, readBuffer.Bytes);

    public void Dispose()
    {
        disposed = true;
        GC.SuppressFinalize(this);
    }

    private I2cTransferResult Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        BoardThread self = BoardThread.Require();
        II2cTarget? target = self.Cycle.Board.I2cTarget(ConnectionSettings.BusId, ConnectionSettings.DeviceAddress);
        if (target == null || !target.Transfer(write, read))
        {
            self.Scheduler.Block(self, UnansweredMicroseconds);
            return new I2cTransferResult(I2cTransferStatus.SlaveAddressNotAcknowledged, 0);
        }

        if (self.Cycle.Board.Options.BusTiming)
        {
            self.Scheduler.Block(self, BusTime.I2cMicroseconds(write.Length, read.Length, BitsPerSecond()));
        }

        return new I2cTransferResult(I2cTransferStatus.FullTransfer, write.Length + read.Length);
    }

    private int BitsPerSecond() => ConnectionSettings.BusSpeed switch
    {
        I2cBusSpeed.StandardMode => 100_000,
        I2cBusSpeed.FastModePlus => 1_000_000,
        _ => 400_000,
    };
}
