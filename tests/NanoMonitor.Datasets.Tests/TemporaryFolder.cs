using System.IO.Compression;
using System.Text;

namespace NanoMonitor.Datasets.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nanomonitor-datasets-").FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteGzip(string name, string text, CompressionLevel level = CompressionLevel.Fastest)
    {
        string path = System.IO.Path.Combine(Path, name);
        using var gzip = new GZipStream(File.Create(path), level);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
