using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Models;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Models;

public class ModelSlotTests
{
    // With the header this fills one block of the drive to its last byte.
    private const int PackageBytes = BoardStorage.BlockBytes - 192;

    [Fact]
    public void A_step_holds_over_a_restart()
    {
        BoardStorage storage = new();
        Assert.Equal((SlotState.Staged, SlotState.Staged), StageAndLoad(storage));
    }

    [Fact]
    public void A_step_without_room_on_the_drive_holds_until_the_restart()
    {
        // Two blocks for the root folder, one for the record of the boot, one for the slot.
        BoardStorage storage = new(4 * BoardStorage.BlockBytes);
        Assert.Equal((SlotState.Staged, SlotState.Receiving), StageAndLoad(storage));
    }

    /// <summary>The state of a slot after its package was staged, and what a new boot finds of it.</summary>
    private static (int Before, int After) StageAndLoad(BoardStorage storage)
    {
        int before = 0;
        int after = 0;
        Firmware.Run(storage, () =>
        {
            BootRecord boot = new();
            boot.Begin();
            NodeIdentity identity = new(NodeRig.Configuration, boot);
            byte[] package = new byte[PackageBytes];
            ModelManifest manifest = new()
            {
                Counter = 1,
                Generation = 1,
                Digest = PackageDigest.Of(package, 2048),
                PackageBytes = PackageBytes,
                ChunkBytes = 2048,
                ModelId = "m",
            };
            ModelSlot slot = new("a");
            slot.Begin(1, manifest.Encode(identity.Keys.Down, identity.Site, identity.Node), manifest, identity);
            slot.Append(PackageDigest.Chunk(package, 2048, 0));
            slot.Append(PackageDigest.Chunk(package, 2048, 1));
            slot.Mark(SlotState.Staged, Rejection.None);
            before = slot.State;

            ModelSlot found = new("a");
            found.Load(identity);
            Assert.True(found.HasManifestDigest());
            after = found.State;
        });
        return (before, after);
    }
}
