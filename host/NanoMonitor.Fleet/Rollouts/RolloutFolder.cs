using System.Text.Json;
using System.Text.Json.Serialization;
using NanoMonitor.Core.Binary;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>
/// Where rollouts are kept, for their owner alone: <c>NAME.json</c> the record, <c>NAME.lock</c> held by the host that works on
/// it, <c>NAME.request</c> what a person asks meanwhile, and <c>packages/DIGEST.nmt</c> every table that a rollout may need.
/// </summary>
public sealed class RolloutFolder
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <param name="path">The folder; made where it is absent.</param>
    public RolloutFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The rollouts in it, by name.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(Path)
        ? []
        : [.. Directory.EnumerateFiles(Path, "*.json").Select(System.IO.Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    private string PackageFolder => System.IO.Path.Combine(Path, "packages");

    /// <summary>The record as JSON, as it stands in its file.</summary>
    public static byte[] Encode(RolloutRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, options);

    /// <summary>Reads a rollout, whether or not a host works on it.</summary>
    /// <exception cref="FleetException">There is none of that name, or its file is damaged.</exception>
    public RolloutRecord Read(string name)
    {
        string path = FileOf(name, ".json");
        if (!File.Exists(path))
        {
            string known = Names.Count == 0 ? "there is none yet" : $"there are {string.Join(", ", Names)}";
            throw new FleetException($"There is no rollout '{name}' in {Path}; {known}.");
        }

        try
        {
            RolloutRecord? record = JsonSerializer.Deserialize<RolloutRecord>(File.ReadAllBytes(path), options);
            return record is { Format: RolloutRecord.CurrentFormat } && record.Name == name
                ? record
                : throw new FleetException($"{path} is not the record of a rollout '{name}' ({RolloutRecord.CurrentFormat}).");
        }
        catch (JsonException e)
        {
            throw new FleetException($"{path} is damaged: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot read {path}: {e.Message}", e);
        }
    }

    /// <summary>Whether a host works on a rollout now.</summary>
    public bool IsHeld(string name)
    {
        using FileStream? held = TryHold(name);
        return held is null;
    }

    /// <summary>Begins to keep a new rollout, and to work on it.</summary>
    /// <exception cref="FleetException">There is one of that name, or the folder cannot be written to.</exception>
    public RolloutStore Create(RolloutRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Open(record.Name, () => File.Exists(FileOf(record.Name, ".json")) ? throw Taken(Read(record.Name)) : record);
    }

    /// <summary>Takes a rollout up, to work on it.</summary>
    /// <exception cref="FleetException">Another host does, there is none of that name, or its file is damaged.</exception>
    public RolloutStore Open(string name) => Open(name, () => Read(name));

    /// <summary>Leaves word for the host that works on a rollout.</summary>
    public void Ask(string name, RolloutRequest request) =>
        Guarded(() => OwnerOnlyFile.Write(FileOf(name, ".request"), JsonSerializer.SerializeToUtf8Bytes(request, options), overwrite: true));

    /// <summary>Keeps a table.</summary>
    public void Keep(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        string path = PackageFile(Hex.Of(package.Digest));
        if (!File.Exists(path))
        {
            Guarded(() => OwnerOnlyFile.Write(path, package.Bytes, overwrite: true));
        }
    }

    /// <summary>A table that was kept.</summary>
    /// <exception cref="FleetException">It was not, or is damaged.</exception>
    public ModelPackage Package(PackageInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        string path = PackageFile(info.Digest);
        ModelPackage package = ModelPackage.Read(path, info.ModelId);
        return Hex.Of(package.Digest) == info.Digest ? package : throw new FleetException($"{path} is damaged: its digest is not its name.");
    }

    /// <summary>Every table that was kept and is sound.</summary>
    public IReadOnlyList<ModelPackage> Packages()
    {
        List<ModelPackage> packages = [];
        foreach (string path in Directory.Exists(PackageFolder) ? Directory.EnumerateFiles(PackageFolder, "*.nmt") : [])
        {
            try
            {
                packages.Add(ModelPackage.Read(path));
            }
            catch (FleetException)
            {
                // A damaged file is no table to go back to.
            }
        }

        return packages;
    }

    internal void Save(RolloutRecord record) => Guarded(() => OwnerOnlyFile.Write(FileOf(record.Name, ".json"), Encode(record), overwrite: true));

    internal RolloutRequest? TakeRequest(string name)
    {
        string path = FileOf(name, ".request");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            RolloutRequest request = JsonSerializer.Deserialize<RolloutRequest>(File.ReadAllBytes(path), options);
            return request;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private RolloutStore Open(string name, Func<RolloutRecord> read)
    {
        Guarded(() => OwnerOnlyFile.CreateFolder(Path));
        FileStream hold = TryHold(name)
            ?? throw new FleetException(
                $"Another host works on the rollout '{name}' ({FileOf(name, ".lock")} is locked). Watch it with 'nanomonitor rollout status {name}', or stop it with 'pause' or 'abort'.");
        try
        {
            // What was asked of a host that is gone is not meant for this one.
            Guarded(() => File.Delete(FileOf(name, ".request")));
            return new RolloutStore(this, read(), hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    private static FleetException Taken(RolloutRecord record) => new(
        $"There is a rollout '{record.Name}' already, which is {RolloutText.Of(record.Status)}. Give this one another name with --name"
        + (record.IsOver ? "." : $", or go on with that one: 'nanomonitor rollout resume {record.Name}'."));

    // The operating system lets go of it when the host dies.
    private FileStream? TryHold(string name)
    {
        try
        {
            return new FileStream(FileOf(name, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write to the rollouts in {Path}: {e.Message}", e);
        }
    }

    private string FileOf(string name, string extension) => System.IO.Path.Combine(Path, Core.Binary.Names.Check("rollout", name) + extension);

    private string PackageFile(string digest) => System.IO.Path.Combine(PackageFolder, digest + ".nmt");
}
