using System.Globalization;
using System.Text;
using NanoMonitor.Fleet.Audit;

namespace NanoMonitor.Fleet.Keys;

/// <summary>
/// The file that holds a fleet key: the line <c>nanomonitor-fleet-key/1</c>, then 64 hexadecimal digits. On Unix
/// only its owner may read or write it. The fleet keys that follow it stand beside it, in <c>NAME.1</c>, <c>NAME.2</c> …
/// </summary>
public static class FleetKeyFile
{
    /// <summary>The environment variable that names the file where no option does.</summary>
    public const string PathVariable = "NANOMONITOR_KEY_FILE";

    private const string Header = "nanomonitor-fleet-key/1";

    /// <summary>The file to use: the given one, else the one the environment names, else <c>~/.config/nanomonitor/fleet.key</c>.</summary>
    public static string Locate(string? given)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        string? named = Environment.GetEnvironmentVariable(PathVariable);
        return !string.IsNullOrEmpty(named)
            ? named
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "nanomonitor", "fleet.key");
    }

    /// <summary>Writes a new key to a new file, whole or not at all.</summary>
    /// <exception cref="FleetException">The file exists, or cannot be written.</exception>
    public static FleetKey Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            throw new FleetException(
                $"{path} exists already: nodes provisioned with its key would no longer be reached. Choose another file.");
        }

        return Write(path);
    }

    /// <summary>Writes a new key that is to follow those there are, to a file beside theirs.</summary>
    /// <returns>The new key with all before it.</returns>
    /// <exception cref="FleetException">It cannot be written, or those before cannot be read.</exception>
    public static FleetKey CreateNext(string path)
    {
        Write(PathOf(path, Read(path).Generation + 1));
        return Read(path);
    }

    /// <summary>Where a generation stands.</summary>
    public static string PathOf(string path, int generation) =>
        generation == 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.{generation}");

    /// <summary>Reads the newest key, with all before it and the ledger of the nodes' keys.</summary>
    /// <exception cref="FleetException">A file is missing, open to others, or not a key file.</exception>
    public static FleetKey Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        List<FleetKey> generations = [new FleetKey(ReadOne(path))];
        for (string next = PathOf(path, 1); File.Exists(next); next = PathOf(path, generations.Count))
        {
            generations.Add(new FleetKey(ReadOne(next)));
        }

        return new FleetKey(Convert.FromHexString(generations[^1].ToHex()), generations[..^1], KeyLedger.Open(path)) { Audit = new AuditLog(path) };
    }

    private static FleetKey Write(string path)
    {
        FleetKey key = FleetKey.Create();
        try
        {
            OwnerOnlyFile.Write(path, Encoding.ASCII.GetBytes($"{Header}\n{key.ToHex()}\n"), overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write the key file {path}: {e.Message}", e);
        }

        return key;
    }

    private static byte[] ReadOne(string path)
    {
        if (!File.Exists(path))
        {
            throw new FleetException(
                $"No fleet key at {path}. Create one with 'nanomonitor keys create --out {path}', or name it with --key-file or {PathVariable}.");
        }

        try
        {
            OwnerOnlyFile.RefuseOpen(path, "key file");
            return Parse(File.ReadAllText(path, Encoding.ASCII), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot read the key file {path}: {e.Message}", e);
        }
    }

    private static byte[] Parse(string text, string path)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != Header)
        {
            throw new FleetException($"{path}, line 1: expected '{Header}'. This is not a fleet key file.");
        }

        if (lines.Length != 2 || lines[1].Length != 2 * FleetKey.Length || !lines[1].All(char.IsAsciiHexDigit))
        {
            throw new FleetException($"{path}, line 2: expected {2 * FleetKey.Length} hexadecimal digits and nothing after them. The file is damaged.");
        }

        return Convert.FromHexString(lines[1]);
    }
}
