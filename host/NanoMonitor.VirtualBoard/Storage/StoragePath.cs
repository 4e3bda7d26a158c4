namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>Paths on the node's drive.</summary>
internal static class StoragePath
{
    internal const string Root = @"I:\";

    /// <summary>One spelling for a path: backslashes, none doubled, none at the end except the root's.</summary>
    /// <exception cref="IOException">The path is not on drive I.</exception>
    internal static string Normalize(string? path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[] parts = path.Replace('/', '\\').Split('\\', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts[0] != "I:" || (path.Length > 2 && path[2] is not ('\\' or '/')))
        {
            throw new IOException($@"'{path}' is not on the board's drive; full paths start with I:\.");
        }

        if (parts.Contains(".") || parts.Contains(".."))
        {
            throw new IOException($"'{path}' has a relative part; the board's paths have none.");
        }

        return Root + string.Join('\\', parts, 1, parts.Length - 1);
    }

    /// <summary>The folder a normalized path is in; null for the root.</summary>
    internal static string? Parent(string path)
    {
        if (path == Root)
        {
            return null;
        }

        int separator = path.LastIndexOf('\\');
        return separator == Root.Length - 1 ? Root : path[..separator];
    }

    internal static bool IsIn(string path, string folder) => Parent(path) == folder;

    internal static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder.EndsWith('\\') ? folder : folder + "\\", StringComparison.Ordinal) && path != folder;
}
