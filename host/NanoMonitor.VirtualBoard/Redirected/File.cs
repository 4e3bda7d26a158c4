using System.Text;
using NanoMonitor.VirtualBoard.Storage;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Files on the board's drive.</summary>
[StandsFor("System.IO.File")]
public static class File
{
    private const int ChunkSize = 2048;

    public static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    public static FileStream Create(string path, int bufferSize) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize);

    public static FileStream Open(string path, FileMode mode) =>
        Open(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite);

    public static FileStream Open(string path, FileMode mode, FileAccess access) => new(path, mode, access, FileShare.None);

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => new(path, mode, access, share);

    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.None);

    public static FileStream OpenWrite(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    public static bool Exists(string? path)
    {
        Board board = BoardThread.Require().Cycle.Board;
        try
        {
            return board.Storage.FileExists(StoragePath.Normalize(path));
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return false;
        }
    }

    public static void Delete(string path)
    {
        PowerCycle cycle = BoardThread.Require().Cycle;
        cycle.Board.Storage.Delete(cycle, StoragePath.Normalize(path));
    }

    /// <summary>Renames a file; throws where the destination exists, so there is no atomic replace.</summary>
    public static void Move(string sourceFileName, string destFileName)
    {
        PowerCycle cycle = BoardThread.Require().Cycle;
        cycle.Board.Storage.Move(cycle, StoragePath.Normalize(sourceFileName), StoragePath.Normalize(destFileName));
    }

    public static void Copy(string sourceFileName, string destFileName) => Copy(sourceFileName, destFileName, false);

    public static void Copy(string sourceFileName, string destFileName, bool overwrite)
    {
        using FileStream source = new(sourceFileName, FileMode.Open, FileAccess.Read, FileShare.Read);
        using FileStream target = new(destFileName, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.None);
        target.SetLength(source.Length);
        byte[] buffer = new byte[ChunkSize];
        for (int count = source.Read(buffer, 0, ChunkSize); count > 0; count = source.Read(buffer, 0, ChunkSize))
        {
            target.Write(buffer, 0, count);
        }
    }

    public static byte[] ReadAllBytes(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes, 0, bytes.Length);
        return bytes;
    }

    public static string ReadAllText(string path) => Encoding.UTF8.GetString(ReadAllBytes(path));

    public static void WriteAllBytes(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        stream.Write(bytes, 0, bytes.Length);
    }

    public static void WriteAllText(string path, string? contents) => WriteAllBytes(path, Encoding.UTF8.GetBytes(contents ?? ""));

    public static void AppendAllText(string path, string? contents)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(contents ?? "");
        using FileStream stream = new(path, FileMode.Append, FileAccess.Write);
        stream.Write(bytes, 0, bytes.Length);
    }
}
