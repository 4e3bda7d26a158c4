using NanoMonitor.VirtualBoard.Storage;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Folders on the board's drive.</summary>
[StandsFor("System.IO.Directory")]
public static class Directory
{
    /// <summary>Makes a folder in an existing one.</summary>
    public static DirectoryInfo CreateDirectory(string path)
    {
        PowerCycle cycle = BoardThread.Require().Cycle;
        cycle.Board.Storage.CreateFolder(cycle, StoragePath.Normalize(path));
        return new DirectoryInfo(path);
    }

    public static void Delete(string path) => Delete(path, false);

    public static void Delete(string path, bool recursive)
    {
        PowerCycle cycle = BoardThread.Require().Cycle;
        cycle.Board.Storage.DeleteFolder(cycle, StoragePath.Normalize(path), recursive);
    }

    public static bool Exists(string path) => BoardThread.Require().Cycle.Board.Storage.FolderExists(StoragePath.Normalize(path));

    /// <summary>Full paths of the files in a folder, in ordinal order.</summary>
    public static string[] GetFiles(string path) => BoardThread.Require().Cycle.Board.Storage.FilesIn(StoragePath.Normalize(path));

    /// <summary>Full paths of the folders in a folder, in ordinal order.</summary>
    public static string[] GetDirectories(string path) => BoardThread.Require().Cycle.Board.Storage.FoldersIn(StoragePath.Normalize(path));

    public static void Move(string sourceDirName, string destDirName)
    {
        PowerCycle cycle = BoardThread.Require().Cycle;
        cycle.Board.Storage.MoveFolder(cycle, StoragePath.Normalize(sourceDirName), StoragePath.Normalize(destDirName));
    }
}
