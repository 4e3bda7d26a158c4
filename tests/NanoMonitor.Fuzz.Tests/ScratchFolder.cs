namespace NanoMonitor.Fuzz.Tests;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nanomonitor-fuzz-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
