using NanoMonitor.VirtualBoard.Storage;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>An open file on the board's drive.</summary>
[StandsFor("System.IO.FileStream")]
public class FileStream : Stream
{
    private readonly BoardStorage storage;
    private readonly FileHandle handle;
    private readonly int seekLimit;
    private bool closed;

    public FileStream(string path, FileMode mode)
        : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.Read)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access)
        : this(path, mode, access, FileShare.Read)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share)
        : this(path, mode, access, share, 0)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize)
    {
        PowerCycle cycle = BoardThread.Require().Cycle;
        Name = StoragePath.Normalize(path);
        if (mode is not (FileMode.Open or FileMode.OpenOrCreate) && (access & FileAccess.Write) == 0)
        {
            throw new ArgumentException($"{mode} needs access to write.");
        }

        if (mode == FileMode.Append && access != FileAccess.Write)
        {
            throw new ArgumentException("Append goes with writing only.");
        }

        storage = cycle.Board.Storage;
        handle = storage.Open(cycle, Name, mode, access, share);
        seekLimit = handle.Position;
    }

    public override bool CanRead => !closed && handle.CanRead;

    public override bool CanSeek => !closed;

    public override bool CanWrite => !closed && handle.CanWrite;

    public override long Length
    {
        get
        {
            Enter();
            return handle.File.Length;
        }
    }

    public string Name { get; }

    public override long Position
    {
        get
        {
            Enter();
            return handle.Position;
        }
        set => Seek(value, SeekOrigin.Begin);
    }

    public override void Close() => Dispose(true);

    public override void Flush() => storage.Flush(Enter(), handle);

    /// <summary>The node's file stream has no span read; it throws.</summary>
    public int Read(SpanByte buffer) =>
        throw new NotSupportedException("The node's FileStream does not implement Read(SpanByte); use Read(buffer, offset, count).");

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        PowerCycle cycle = Enter();
        return CanRead ? storage.Read(cycle, handle, buffer.AsSpan(offset, count)) : throw new NotSupportedException($"'{Name}' is not open for reading.");
    }

    public override int ReadByte()
    {
        byte[] one = new byte[1];
        return Read(one, 0, 1) == 1 ? one[0] : -1;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        Enter();
        long position = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => handle.Position,
            _ => handle.File.Length,
        };
        if (position < seekLimit || position > int.MaxValue)
        {
            throw new IOException($"Position {position} is outside of '{Name}'.");
        }

        handle.Position = (int)position;
        return position;
    }

    public override void SetLength(long value)
    {
        PowerCycle cycle = EnterWrite();
        storage.SetLength(cycle, handle, checked((int)value));
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        PowerCycle cycle = EnterWrite();
        if (count > 0)
        {
            storage.Write(cycle, handle, buffer.AsSpan(offset, count));
        }
    }

    public override void WriteByte(byte value) => Write([value], 0, 1);

    protected override void Dispose(bool disposing)
    {
        if (!closed && disposing)
        {
            PowerCycle cycle = BoardThread.Require().Cycle;
            closed = true;
            storage.Close(cycle, handle);
        }

        base.Dispose(disposing);
    }

    private PowerCycle Enter()
    {
        BoardThread self = BoardThread.Require();
        ObjectDisposedException.ThrowIf(closed, this);
        return self.Cycle;
    }

    private PowerCycle EnterWrite()
    {
        PowerCycle cycle = Enter();
        return CanWrite ? cycle : throw new NotSupportedException($"'{Name}' is not open for writing.");
    }
}
