namespace NanoMonitor.VirtualBoard.Tests;

/// <summary>Finds files of the repository from where the tests run.</summary>
internal static class Repository
{
    private static readonly string root = FindRoot();

    internal static string Path(params string[] parts) => System.IO.Path.Combine([root, .. parts]);

    private static string FindRoot()
    {
        for (System.IO.DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "NanoMonitor.sln")))
            {
                return folder.FullName;
            }
        }

        // The build output may be anywhere; the sources say where they were compiled.
        return System.IO.Path.GetFullPath(System.IO.Path.Combine(SourceFolder(), "..", ".."));
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
