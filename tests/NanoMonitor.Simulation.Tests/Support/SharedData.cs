using System.Runtime.CompilerServices;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>Real recordings beside the repository, which a user may lack.</summary>
internal static class SharedData
{
    public static string Folder(string dataset, [CallerFilePath] string thisFile = "")
    {
        string repository = Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..");
        return Path.GetFullPath(Path.Combine(repository, "..", "shared", "data", dataset));
    }
}
