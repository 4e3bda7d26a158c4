using System.Text;
using System.Text.Json;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Audit;

/// <summary>
/// Who asked what of which node, and what came of it: the file <c>NAME.audit</c> beside the fleet key's, a line of JSON an entry, for its
/// owner alone, only ever appended to. Each entry is on the disk before what it tells of is sent; where that fails, nothing is sent.
/// </summary>
public sealed class AuditLog
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    private readonly string path;

    /// <param name="keyPath">The fleet key's file.</param>
    public AuditLog(string keyPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyPath);
        path = keyPath + ".audit";
    }

    /// <summary>Appends an entry of this user at this time.</summary>
    /// <exception cref="FleetException">It cannot be written.</exception>
    public void Write(NodeId? node, string verb, string arguments, long counter, string answer)
    {
        string user = $"{Environment.UserName}@{Environment.MachineName}";
        var entry = new AuditEntry(DateTimeOffset.UtcNow, user, node?.ToString() ?? "", verb, arguments, counter, answer);
        try
        {
            using FileStream stream = Open();
            stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, json), (byte)'\n']);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write the audit log {path}: {e.Message}", e);
        }
    }

    /// <summary>Every entry, the oldest first; none where nothing was ever asked. A last line cut short by a power cut is passed over.</summary>
    /// <exception cref="FleetException">The file cannot be read, is open to others, or a line is something else.</exception>
    public IReadOnlyList<AuditEntry> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            OwnerOnlyFile.RefuseOpen(path, "audit log");
            string[] lines = File.ReadAllText(path, Encoding.UTF8).Split('\n');
            return [.. lines.SkipLast(1).Select(Parse).OfType<AuditEntry>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot read the audit log {path}: {e.Message}", e);
        }
    }

    // Another program may be writing just now.
    private FileStream Open()
    {
        DateTime end = DateTime.UtcNow + patience;
        while (true)
        {
            try
            {
                return Whole(new FileStream(path, OwnerOnlyFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite)));
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                Thread.Sleep(20);
            }
        }
    }

    // What was cut short stays a line of its own.
    private static FileStream Whole(FileStream stream)
    {
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }

        return stream;
    }

    private AuditEntry? Parse(string line, int index)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<AuditEntry>(line, json);
        }
        catch (JsonException)
        {
            string user = $"line {index + 1} is damaged";
            return new AuditEntry(default, user, "", "", "", 0, "");
        }
    }
}
