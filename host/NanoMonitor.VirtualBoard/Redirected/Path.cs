using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Paths with the node's separators, whatever the host's are.</summary>
[StandsFor("System.IO.Path")]
public static class Path
{
    public static readonly char AltDirectorySeparatorChar = '/';

    public static readonly char DirectorySeparatorChar = '\\';

    public static readonly char PathSeparator = ';';

    public static readonly char VolumeSeparatorChar = ':';

    public static string? ChangeExtension(string? path, string? extension)
    {
        if (string.IsNullOrEmpty(path))
        {
            return path;
        }

        string stem = path[..^GetExtensionLength(path)];
        return extension == null ? stem : extension.StartsWith('.') ? stem + extension : stem + "." + extension;
    }

    public static string Combine(string path1, string path2)
    {
        ArgumentNullException.ThrowIfNull(path1);
        ArgumentNullException.ThrowIfNull(path2);
        if (path2.Length == 0 || path1.Length == 0 || IsPathRooted(path2))
        {
            return path2.Length == 0 ? path1 : path2;
        }

        return path1[^1] is '\\' or '/' ? path1 + path2 : path1 + "\\" + path2;
    }

    public static string? GetDirectoryName(string? path) => path == null ? null : StoragePath.Parent(StoragePath.Normalize(path));

    public static string? GetExtension(string? path) => path?[^GetExtensionLength(path)..] is "." ? "" : path?[^GetExtensionLength(path)..];

    public static string? GetFileName(string? path) => path?[(path.LastIndexOfAny(['\\', '/', ':']) + 1)..];

    public static string? GetFileNameWithoutExtension(string? path)
    {
        string? name = GetFileName(path);
        return name?[..^GetExtensionLength(name)];
    }

    public static string GetFullPath(string path) => StoragePath.Normalize(path);

    public static string? GetPathRoot(string? path) => path == null ? null : IsPathRooted(path) ? StoragePath.Root : "";

    public static bool HasExtension(string? path) => path != null && GetExtensionLength(path) > 1;

    public static bool IsPathRooted(string? path) =>
        path != null && ((path.Length > 0 && path[0] is '\\' or '/') || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])));

    private static int GetExtensionLength(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot < 0 || path.AsSpan(dot).IndexOfAny('\\', '/') >= 0 ? 0 : path.Length - dot;
    }
}
