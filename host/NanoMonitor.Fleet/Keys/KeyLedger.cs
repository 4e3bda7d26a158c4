using System.Text.Json;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Keys;

/// <summary>
/// Which keys the nodes of a fleet have proven, and which are on their way: the file <c>NAME.nodes</c> beside the fleet key's, for its
/// owner alone. It holds no secret, but without it old keys would be believed again. Each step is on the disk before anything is
/// sent, and several programs may take steps at once.
/// </summary>
public sealed class KeyLedger
{
    private const string Format = "nanomonitor-key-ledger/1";
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string? path;
    private Dictionary<NodeId, NodeKeyState> nodes = [];

    /// <summary>A ledger in memory.</summary>
    public KeyLedger()
    {
    }

    private KeyLedger(string path)
    {
        this.path = path;
        Load();
    }

    /// <summary>Keys of older generations of the fleet key are believed no longer, whatever the node.</summary>
    public int OldestGeneration { get; private set; }

    /// <summary>The nodes whose keys have ever been changed, by name.</summary>
    public IReadOnlyList<KeyValuePair<NodeId, NodeKeyState>> Nodes =>
        [.. nodes.OrderBy(node => node.Key.ToString(), StringComparer.Ordinal)];

    /// <summary>Where the ledger of a key file is.</summary>
    public static string PathOf(string keyPath) => keyPath + ".nodes";

    /// <summary>Reads the ledger of a key file; it may be absent.</summary>
    /// <exception cref="FleetException">It is open to others, damaged, or cannot be read.</exception>
    public static KeyLedger Open(string keyPath) => new(PathOf(keyPath));

    /// <summary>What is known of a node; null where its key was never changed.</summary>
    public NodeKeyState? Of(NodeId id) => nodes.GetValueOrDefault(id);

    /// <summary>A key is going to be sent to a node that has proven another one.</summary>
    /// <returns>The key to send: that of an earlier attempt, where one is under way.</returns>
    /// <exception cref="FleetException">The node has proven a later one to another program.</exception>
    public NodeKeyId Begin(NodeId id, NodeKeyId proven, NodeKeyId next)
    {
        ArgumentNullException.ThrowIfNull(proven);
        ArgumentNullException.ThrowIfNull(next);
        Update(() =>
        {
            if (nodes.GetValueOrDefault(id) is { } known && known.Proven.Epoch > proven.Epoch)
            {
                throw new FleetException($"The node {id} has proven {known.Proven} meanwhile, to another program: run this again.");
            }

            if (nodes.GetValueOrDefault(id)?.Pending is { } pending && pending.Epoch > proven.Epoch)
            {
                next = pending;
            }

            nodes[id] = new NodeKeyState(proven, next);
        });
        return next;
    }

    /// <summary>A node has signed its birth with a key: nothing older counts any more.</summary>
    public void Prove(NodeId id, NodeKeyId proven)
    {
        ArgumentNullException.ThrowIfNull(proven);
        Update(() =>
        {
            if (nodes.GetValueOrDefault(id) is not { } known || proven.Epoch >= known.Proven.Epoch)
            {
                NodeKeyId? pending = nodes.GetValueOrDefault(id)?.Pending;
                nodes[id] = new NodeKeyState(proven, pending?.Epoch > proven.Epoch ? pending : null);
            }
        });
    }

    /// <summary>Believes no key of an older generation any more.</summary>
    public void Retire(int oldestGeneration) => Update(() => OldestGeneration = Math.Max(OldestGeneration, oldestGeneration));

    private void Update(Action change)
    {
        if (path is null)
        {
            change();
            return;
        }

        try
        {
            using FileStream taken = Take(path + ".lock");
            Load();
            change();
            var file = new LedgerFile(Format, OldestGeneration, nodes.ToDictionary(node => node.Key.ToString(), node => node.Value));
            OwnerOnlyFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(file, json), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write the key ledger {path}: {e.Message}", e);
        }
    }

    // The system gives the lock up with the program that holds it.
    private static FileStream Take(string lockPath)
    {
        DateTime end = DateTime.UtcNow + LockPatience;
        while (true)
        {
            try
            {
                return new FileStream(lockPath, OwnerOnlyFile.Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                Thread.Sleep(20);
            }
        }
    }

    private void Load()
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            OwnerOnlyFile.RefuseOpen(path, "key ledger");
            (OldestGeneration, nodes) = Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot read the key ledger {path}: {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new FleetException($"The key ledger {path} is damaged: {e.Message}", e);
        }
    }

    private static (int OldestGeneration, Dictionary<NodeId, NodeKeyState> Nodes) Parse(byte[] bytes)
    {
        LedgerFile? file = JsonSerializer.Deserialize<LedgerFile>(bytes, json);
        if (file?.Format != Format || file.Nodes is null)
        {
            throw new FormatException($"expected the format '{Format}'.");
        }

        Dictionary<NodeId, NodeKeyState> nodes = [];
        foreach ((string name, NodeKeyState? state) in file.Nodes)
        {
            if (!IsSound(state?.Proven) || (state!.Pending is { } pending && (!IsSound(pending) || pending.Epoch <= state.Proven.Epoch)))
            {
                throw new FormatException($"the keys of '{name}' are out of order.");
            }

            nodes.Add(NodeId.Parse(name), state);
        }

        return file.OldestGeneration >= 0 ? (file.OldestGeneration, nodes) : throw new FormatException("oldestGeneration is negative.");
    }

    private static bool IsSound(NodeKeyId? key) => key is { Generation: >= 0, Epoch: >= 0 };

    private sealed record LedgerFile(string? Format, int OldestGeneration, Dictionary<string, NodeKeyState>? Nodes);
}
