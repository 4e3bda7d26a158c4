namespace NanoMonitor.Fleet.Push;

/// <summary>Files of weight tables (<c>.nmt</c>).</summary>
public static class ModelFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Makes something of its bytes, or throws a <see cref="FormatException"/>.</param>
    /// <exception cref="FleetException">The file cannot be read, or is no sound table.</exception>
    public static T Read<T>(string path, Func<byte[], T> parse)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parse);
        try
        {
            return parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FleetException($"There is no model file {path}. Make one with 'nanomonitor train --out {path}'.", e);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot use the model file {path}: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
