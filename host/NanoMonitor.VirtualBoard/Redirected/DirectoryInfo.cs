using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>A folder on the board's drive.</summary>
[StandsFor("System.IO.DirectoryInfo")]
public sealed class DirectoryInfo
{
    private readonly string path;

    public DirectoryInfo(string path) => this.path = StoragePath.Normalize(path);

    public bool Exists => Directory.Exists(path);

    public string Name => path == StoragePath.Root ? path : path[(path.LastIndexOf('\\') + 1)..];

    public override string ToString() => path;
}
