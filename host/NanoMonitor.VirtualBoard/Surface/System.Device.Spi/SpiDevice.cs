using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace System.Device.Spi;

/// <summary>
/// A device on an SPI bus. There is no WriteRead: registers are read with <see cref="TransferFullDuplex(SpanByte, SpanByte)"/>.
/// Where nothing is wired, reads give 0xFF (the idle line is pulled up).
/// </summary>
public class SpiDevice : IDisposable
{
    /// <summary>DMA limit of a transfer on the ESP32, in bytes.</summary>
    private const int MaximumTransferBytes = 16384;

    private byte[] sent = [];
    private byte[] received = [];
    private bool disposed;

    public SpiDevice(SpiConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        BoardThread.Require();
        if (settings.BusId < 1)
        {
            throw new ArgumentException($"There is no SPI bus {settings.BusId}; bus ids start at 1.");
        }

        ConnectionSettings = settings;
    }

    public SpiConnectionSettings ConnectionSettings { get; }

    public static SpiDevice Create(SpiConnectionSettings settings) => new(settings);

    public void Read(SpanByte buffer) => Transfer(default, buffer.Bytes);

    public byte ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        Transfer(default, one);
        return one[0];
    }

    public void Write(SpanByte buffer) => Transfer(buffer.Bytes, default);

    public void WriteByte(byte value) => Transfer([value], default);

    /// <summary>Sends and receives at once; the shorter buffer is padded: zeros are sent, surplus answers dropped.</summary>
    public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer) => Transfer(writeBuffer.Bytes, readBuffer.Bytes);

    public void Dispose()
    {
        disposed = true;
        GC.SuppressFinalize(this);
    }

    private void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        BoardThread self = BoardThread.Require();
        int length = Math.Max(write.Length, read.Length);
        if (length > MaximumTransferBytes)
        {
            throw new ArgumentException($"A transfer of {length} bytes is more than the {MaximumTransferBytes} an ESP32 can do.");
        }

        if (sent.Length < length)
        {
            sent = new byte[length];
            received = new byte[length];
        }

        write.CopyTo(sent);
        sent.AsSpan(write.Length, length - write.Length).Clear();
        received.AsSpan(0, length).Fill(0xFF);
        Board board = self.Cycle.Board;
        board.SpiTarget(ConnectionSettings.BusId, ConnectionSettings.ChipSelectLine)?.Transfer(sent.AsSpan(0, length), received.AsSpan(0, length));
        received.AsSpan(0, read.Length).CopyTo(read);
        if (board.Options.BusTiming)
        {
            self.Scheduler.Block(self, BusTime.SpiMicroseconds(length, ConnectionSettings.ClockFrequency));
        }
    }
}
