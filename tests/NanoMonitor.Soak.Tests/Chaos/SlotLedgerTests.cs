using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Soak.Chaos;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Soak.Tests.Chaos;

public class SlotLedgerTests
{
    private readonly BoardStorage storage = new();
    private readonly SlotLedger ledger;

    public SlotLedgerTests() => ledger = new SlotLedger(storage);

    [Fact]
    public void A_manifest_that_is_staged_again_is_counted_again()
    {
        Stage('a', 7);
        Stage('b', 8);
        Stage('a', 8);
        Assert.Equal(new Dictionary<long, int> { [7] = 1, [8] = 2 }, ledger.Close());
    }

    [Fact]
    public void A_header_that_a_power_cut_left_broken_does_not_count()
    {
        Stage('a', 7);
        storage.Put(@"I:\model.a", [.. storage.Get(@"I:\model.a")!.Take(100)]);
        Stage('a', 7);
        Assert.Equal(new Dictionary<long, int> { [7] = 1 }, ledger.Close());
    }

    private void Stage(char slot, long counter)
    {
        string path = $@"I:\model.{slot}";
        ledger.Note(new StorageOperation(1, StorageOperationKind.Create, path, 0));
        byte[] manifest = new ModelManifest
        {
            Counter = counter, Generation = 1, Digest = new byte[PackageDigest.Length], PackageBytes = 1, ChunkBytes = 1024, ModelId = "m",
        }.Encode(new byte[32], "plant", "n1");
        byte[] header = new byte[192];
        header[5] = (byte)manifest.Length;
        manifest.CopyTo(header, 12);
        Bytes.WriteInt32(header, 188, Crc32.Of(header, 0, 188));
        storage.Put(path, header);
    }
}
