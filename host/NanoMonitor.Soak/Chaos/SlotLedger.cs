using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Soak.Chaos;

/// <summary>Which manifests a node has staged: each must fill a slot once at most, however often it comes.</summary>
internal sealed class SlotLedger(BoardStorage storage)
{
    private const int HeaderLength = 192;
    private const int LengthAt = 5;
    private const int ManifestAt = 12;

    private readonly Dictionary<long, int> staged = [];

    /// <summary>A change that is about to happen: what a slot holds is about to go.</summary>
    public void Note(StorageOperation operation)
    {
        if (operation.Kind == StorageOperationKind.Create && operation.Path.StartsWith(@"I:\model.", StringComparison.Ordinal))
        {
            Count(operation.Path);
        }
    }

    /// <summary>How often each manifest was staged, by counter, those in the slots now included; to be asked once, in the end.</summary>
    public IReadOnlyDictionary<long, int> Close()
    {
        Count(@"I:\model.a");
        Count(@"I:\model.b");
        return staged;
    }

    private void Count(string path)
    {
        byte[]? slot = storage.Get(path);
        if (slot is null || slot.Length < HeaderLength || Crc32.Of(slot, 0, HeaderLength - 4) != Bytes.ReadInt32(slot, HeaderLength - 4))
        {
            return;
        }

        long counter = ModelManifest.Decode(slot[ManifestAt..(ManifestAt + slot[LengthAt])]).Counter;
        staged[counter] = staged.GetValueOrDefault(counter) + 1;
    }
}
