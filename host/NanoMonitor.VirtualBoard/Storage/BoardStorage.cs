namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>
/// What is behind the node's <c>I:\</c>: littlefs on 256 KB of flash in 4 KB blocks, in memory or mirrored in a host folder.
/// It outlives power cycles and boards. Every change is a numbered operation at which the power can be cut.
/// </summary>
public sealed partial class BoardStorage
{
    /// <summary>Size of the partition on 4 MB parts.</summary>
    public const int DefaultCapacityBytes = 256 * 1024;

    /// <summary>Erase block of the flash; every file takes at least one, every folder (the root too) two.</summary>
    public const int BlockBytes = 4096;

    private readonly object gate = new();
    private readonly Dictionary<string, StoredFile> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = new(StringComparer.Ordinal) { StoragePath.Root };
    private readonly FolderMirror? mirror;

    /// <summary>An empty storage in memory.</summary>
    public BoardStorage(int capacityBytes = DefaultCapacityBytes) => CapacityBytes = capacityBytes;

    /// <summary>A storage that starts with what a host folder holds and keeps it up to date.</summary>
    public BoardStorage(string folder, int capacityBytes = DefaultCapacityBytes)
        : this(capacityBytes)
    {
        mirror = new FolderMirror(folder);
        foreach ((string path, byte[] bytes) in mirror.Load())
        {
            Put(path, bytes);
        }
    }

    /// <summary>Bytes of flash.</summary>
    public int CapacityBytes { get; }

    /// <summary>Number of files.</summary>
    public int FileCount
    {
        get
        {
            lock (gate)
            {
                return files.Count;
            }
        }
    }

    /// <summary>Sum of the files' lengths in bytes.</summary>
    public long FileBytes
    {
        get
        {
            lock (gate)
            {
                return files.Values.Sum(file => (long)file.Length);
            }
        }
    }

    /// <summary>Bytes of flash taken, in whole blocks.</summary>
    public long UsedBytes
    {
        get
        {
            lock (gate)
            {
                return UsedBlocks * (long)BlockBytes;
            }
        }
    }

    /// <summary>Number of the latest operation.</summary>
    public long OperationCount { get; private set; }

    /// <summary>
    /// Whether a power cut undoes what was written to a file since it was last flushed or closed, as littlefs does.
    /// False (at first) is the harder case: everything written up to the cut remains.
    /// </summary>
    public bool UnflushedWritesAreLost { get; set; }

    /// <summary>
    /// Asked before every operation, on the firmware's thread. Null lets it happen;
    /// a number n cuts the board's power after the operation's first n bytes: 0 before it has any effect,
    /// and for operations without bytes any greater number right after it.
    /// </summary>
    public Func<StorageOperation, int?>? PowerCutAt { get; set; }

    private int UsedBlocks => files.Values.Sum(file => file.Blocks) + (2 * folders.Count);

    /// <summary>Full paths of all files, in ordinal order. Not an operation.</summary>
    public IReadOnlyList<string> Paths()
    {
        lock (gate)
        {
            return [.. files.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>A file's bytes, or null where there is none; for the host, not an operation.</summary>
    public byte[]? Get(string path)
    {
        lock (gate)
        {
            return files.GetValueOrDefault(StoragePath.Normalize(path))?.ToArray();
        }
    }

    /// <summary>Puts a file (and the folders it needs) there, as file deployment does; for the host, not an operation.</summary>
    /// <exception cref="IOException">It does not fit, or firmware has the file open.</exception>
    public void Put(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        string full = StoragePath.Normalize(path);
        lock (gate)
        {
            Remove(path);
            for (string? folder = StoragePath.Parent(full); folder != null; folder = StoragePath.Parent(folder))
            {
                folders.Add(folder);
            }

            MakeRoom(StoredFile.BlocksFor(bytes.Length));
            StoredFile file = new(full);
            file.Write(0, bytes);
            file.Commit();
            files.Add(full, file);
            mirror?.Save(file);
        }
    }

    /// <summary>Takes a file away; false where there is none. For the host, not an operation.</summary>
    public bool Remove(string path)
    {
        string full = StoragePath.Normalize(path);
        lock (gate)
        {
            if (!files.TryGetValue(full, out StoredFile? file))
            {
                return false;
            }

            ThrowIfOpen(file);
            files.Remove(full);
            mirror?.Delete(full);
            return true;
        }
    }
}
