using System.Globalization;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Uplink;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Soak;

/// <summary>
/// Watches a node's drive from outside: whatever whole message leaves it must have been accepted by the broker, or the store
/// must have been full.
/// </summary>
internal sealed class StorageLedger
{
    private const string EventPrefix = @"I:\event.";
    private const string TelemetryPrefix = @"I:\telemetry.";
    private const int RecordLength = Telemetry.EncodedLength + 4;

    private readonly BoardStorage storage;
    private readonly MessageLedger messages;
    private readonly NodeConfiguration configuration;
    private readonly NodeKeys keys;
    private readonly List<string> findings = [];

    public StorageLedger(BoardStorage storage, MessageLedger messages, NodeConfiguration configuration)
    {
        this.storage = storage;
        this.messages = messages;
        this.configuration = configuration;
        keys = new NodeKeys(configuration.NodeKey);
    }

    /// <summary>Files written and closed.</summary>
    public int Writes { get; private set; }

    /// <summary>Bytes written.</summary>
    public long WrittenBytes { get; private set; }

    public HashSet<(int Boot, int Sequence)> EventsDropped { get; } = [];

    public HashSet<(int Boot, int Sequence)> TelemetryDropped { get; } = [];

    public IReadOnlyList<string> Findings => findings;

    /// <summary>Messages on the drive that the broker has not accepted.</summary>
    public int Left => storage.Paths().Sum(path => Unaccepted(path).Count);

    /// <summary>A change that is about to happen.</summary>
    public void Note(StorageOperation operation)
    {
        Writes += operation.Kind == StorageOperationKind.Close ? 1 : 0;
        WrittenBytes += operation.ByteCount;
        if (operation.Kind is not (StorageOperationKind.Delete or StorageOperationKind.Create))
        {
            return;
        }

        List<(int Boot, int Sequence)> lost = Unaccepted(operation.Path);
        if (lost.Count == 0)
        {
            return;
        }

        bool isEvent = operation.Path.StartsWith(EventPrefix, StringComparison.Ordinal);
        (isEvent ? EventsDropped : TelemetryDropped).UnionWith(lost);
        int room = isEvent ? EventStore.Capacity : TelemetryStore.SegmentCount;
        int files = storage.Paths().Count(path => path.StartsWith(isEvent ? EventPrefix : TelemetryPrefix, StringComparison.Ordinal));
        if (files < room)
        {
            findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{operation.Path} is given up with {lost.Count} messages unsent (first {lost[0]}), {files} of {room} files taken"));
        }
    }

    private List<(int Boot, int Sequence)> Unaccepted(string path)
    {
        List<(int, int)> found = [];
        byte[]? bytes = storage.Get(path);
        if (bytes == null)
        {
            return found;
        }

        if (path.StartsWith(EventPrefix, StringComparison.Ordinal) && HealthEvent.IsAuthentic(keys.Storage, configuration.Site, configuration.Node, bytes))
        {
            HealthEvent change = HealthEvent.Decode(bytes);
            if (!messages.HasEvent((change.BootId, change.Sequence)))
            {
                found.Add((change.BootId, change.Sequence));
            }
        }
        else if (path.StartsWith(TelemetryPrefix, StringComparison.Ordinal))
        {
            for (int at = 0; at + RecordLength <= bytes.Length; at += RecordLength)
            {
                byte[] payload = bytes[at..(at + Telemetry.EncodedLength)];
                if (Crc32.Of(payload, 0, payload.Length) == Bytes.ReadInt32(bytes, at + Telemetry.EncodedLength))
                {
                    Telemetry summary = Telemetry.Decode(payload);
                    if (!messages.HasTelemetry((summary.BootId, summary.Sequence)))
                    {
                        found.Add((summary.BootId, summary.Sequence));
                    }
                }
            }
        }

        return found;
    }
}
