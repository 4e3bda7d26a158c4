using System.Threading.Channels;

namespace NanoMonitor.VirtualBoard.Serial;

/// <summary>One end of a <see cref="SerialCable"/>.</summary>
internal sealed class CableEnd : Stream
{
    private readonly Channel<byte[]> incoming = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> rest;

    internal CableEnd? Other { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.IsEmpty)
        {
            try
            {
                rest = await incoming.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException e)
            {
                throw new IOException("The cable is pulled.", e);
            }
        }

        int count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        // Nothing read means the end of a stream.
        if (count > 0 && !Other!.incoming.Writer.TryWrite([.. buffer.AsSpan(offset, count)]))
        {
            throw new IOException("The cable is pulled.");
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.ToArray(), 0, buffer.Length);
        return ValueTask.CompletedTask;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        incoming.Writer.TryComplete();
        base.Dispose(disposing);
    }
}
