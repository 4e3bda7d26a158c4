namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>Keeps a host folder equal to the files of a storage.</summary>
internal sealed class FolderMirror
{
    private const string TemporarySuffix = ".writing";

    private readonly string folder;

    internal FolderMirror(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(this.folder);
    }

    internal IEnumerable<(string Path, byte[] Bytes)> Load() =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where !file.EndsWith(TemporarySuffix, StringComparison.Ordinal)
        let relative = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '\\')
        orderby relative
        select (StoragePath.Root + relative, File.ReadAllBytes(file));

    internal void Save(StoredFile file)
    {
        string target = HostPath(file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = target + TemporarySuffix;
        File.WriteAllBytes(temporary, file.ToArray());
        File.Move(temporary, target, true);
    }

    internal void Delete(string path) => File.Delete(HostPath(path));

    private string HostPath(string path) =>
        Path.Combine(folder, path[StoragePath.Root.Length..].Replace('\\', Path.DirectorySeparatorChar));
}
