namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>A file opened by firmware.</summary>
internal sealed class FileHandle
{
    internal FileHandle(StoredFile file, FileAccess access, FileShare share)
    {
        File = file;
        Access = access;
        Share = share;
    }

    internal StoredFile File { get; }

    internal FileAccess Access { get; }

    internal FileShare Share { get; }

    internal int Position { get; set; }

    internal bool CanWrite => (Access & FileAccess.Write) != 0;

    internal bool CanRead => (Access & FileAccess.Read) != 0;

    internal bool ConflictsWith(FileAccess access, FileShare share) => Denies(Share, access) || Denies(share, Access);

    private static bool Denies(FileShare share, FileAccess access) => ((int)access & ~(int)share & 3) != 0;
}
