namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>One file's bytes, and what of them is safe.</summary>
internal sealed class StoredFile
{
    private byte[] bytes = [];

    internal StoredFile(string path) => Path = path;

    internal string Path { get; set; }

    internal int Length { get; private set; }

    internal int Blocks => BlocksFor(Length);

    /// <summary>Content as of the last flush or close; null while nothing has changed since.</summary>
    internal byte[]? Committed { get; private set; }

    internal List<FileHandle> Handles { get; } = [];

    internal static int BlocksFor(int length) => Math.Max(1, (length + BoardStorage.BlockBytes - 1) / BoardStorage.BlockBytes);

    internal byte[] ToArray() => bytes.AsSpan(0, Length).ToArray();

    internal int Read(int position, Span<byte> target)
    {
        int count = Math.Clamp(Length - position, 0, target.Length);
        bytes.AsSpan(Math.Min(position, Length), count).CopyTo(target);
        return count;
    }

    internal void Write(int position, ReadOnlySpan<byte> source)
    {
        Committed ??= ToArray();
        if (position + source.Length > Length)
        {
            Resize(position + source.Length);
        }

        source.CopyTo(bytes.AsSpan(position));
    }

    internal void SetLength(int length)
    {
        Committed ??= ToArray();
        Resize(length);
    }

    internal void Commit() => Committed = null;

    internal void Revert()
    {
        if (Committed != null)
        {
            bytes = Committed;
            Length = bytes.Length;
            Committed = null;
        }
    }

    private void Resize(int length)
    {
        if (length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(length, bytes.Length * 2));
        }

        if (length < Length)
        {
            bytes.AsSpan(length, Length - length).Clear();
        }

        Length = length;
    }
}
