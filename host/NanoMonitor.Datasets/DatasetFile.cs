namespace NanoMonitor.Datasets;

/// <summary>Opens the files that a dataset names.</summary>
internal static class DatasetFile
{
    /// <summary>A stream of the file from its start.</summary>
    /// <exception cref="DatasetException">It does not exist or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{path}: does not exist, but {Dataset.ManifestName} names it.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>All bytes of the file.</summary>
    /// <exception cref="DatasetException">It does not exist or cannot be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using var stream = Open(path);
        try
        {
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException error)
        {
            throw new DatasetException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
