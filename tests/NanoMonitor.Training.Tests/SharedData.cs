using System.Runtime.CompilerServices;

namespace NanoMonitor.Training.Tests;

/// <summary>The recordings beside the repository, where a machine has them.</summary>
internal static class SharedData
{
    public static string? Find(string name)
    {
        string path = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", "..", "shared", "data", name));
        return Directory.Exists(path) ? path : null;
    }

    private static string ThisFolder([CallerFilePath] string file = "")
    {
        return Path.GetDirectoryName(file)!;
    }
}
