using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Fleet.Tests.Provisioning;

/// <summary>A serial line on which a test does things to frames on their way; frames of both directions are numbered as they pass, from 1.</summary>
/// <param name="line">The line underneath; closed with this one.</param>
/// <param name="onFrame">
/// Gives the bytes that go on in a frame's place: number, whether it is the host's, the frame with its line feed. May throw an
/// <see cref="IOException"/>, which is a pulled cable.
/// </param>
internal sealed class FaultyLine(Stream line, Func<int, bool, byte[], byte[]> onFrame) : Stream
{
    private readonly ImprovParser fromNode = new();
    private readonly Queue<byte> ready = new();
    private int frames;

    /// <summary>How many frames have passed.</summary>
    public int Frames => Volatile.Read(ref frames);

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

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] chunk = new byte[64];
        while (ready.Count == 0)
        {
            int count = await line.ReadAsync(chunk, cancellationToken);
            if (count == 0)
            {
                return 0;
            }

            foreach (byte value in chunk[..count])
            {
                for (bool whole = fromNode.Add(value); whole; whole = fromNode.Next())
                {
                    byte[] frame = ImprovFrame.Encode(fromNode.Type, fromNode.Data());
                    Array.ForEach(onFrame(Interlocked.Increment(ref frames), false, frame), ready.Enqueue);
                }
            }
        }

        int taken = Math.Min(buffer.Length, ready.Count);
        for (int i = 0; i < taken; i++)
        {
            buffer.Span[i] = ready.Dequeue();
        }

        return taken;
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The client sends a frame at a time.
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await line.WriteAsync(onFrame(Interlocked.Increment(ref frames), true, buffer.ToArray()), cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        line.Dispose();
        base.Dispose(disposing);
    }
}
