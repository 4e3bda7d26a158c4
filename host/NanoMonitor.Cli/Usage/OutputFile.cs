using System.Text;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet;

namespace NanoMonitor.Cli.Usage;

/// <summary>Files that a verb writes.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a file that could not be written, before the work for it begins.</summary>
    /// <param name="path">The file, or null where none is wanted.</param>
    /// <exception cref="FleetException">It is a folder, or its folder cannot be written to.</exception>
    public static void Require(string? path)
    {
        if (path is null)
        {
            return;
        }

        Explain(path, () => WholeFile.RequireWritable(Path.GetDirectoryName(Path.GetFullPath(path))!));
        if (Directory.Exists(path))
        {
            throw new FleetException($"Cannot write {path}: it is a folder. Name a file.");
        }
    }

    /// <summary>Writes a file, over an old one of that name.</summary>
    /// <exception cref="FleetException">It cannot be written.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, over an old one of that name; its folder is made where it is absent.</summary>
    /// <exception cref="FleetException">It cannot be written.</exception>
    public static void Write(string path, byte[] bytes) => Explain(path, () => WholeFile.Write(path, bytes));

    private static void Explain(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write {path}: {e.Message.TrimEnd('.')}. Name a place that can be written to.", e);
        }
    }
}
