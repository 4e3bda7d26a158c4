namespace NanoMonitor.Cli.Demo;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("nanomonitor-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
