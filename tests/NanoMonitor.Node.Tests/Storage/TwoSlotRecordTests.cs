using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Storage;

public class TwoSlotRecordTests
{
    [Fact]
    public void Gives_the_newest_payload()
    {
        Firmware.Run(() =>
        {
            Assert.Null(new TwoSlotRecord("x").ReadOrNull());
            for (byte i = 1; i < 10; i++)
            {
                TwoSlotRecord record = new("x");
                record.ReadOrNull();
                record.Write([i]);
                record.Write([i, i]);
                Assert.Equal([i, i], new TwoSlotRecord("x").ReadOrNull());
            }
        });
    }

    [Fact]
    public void A_power_cut_at_any_byte_leaves_the_old_or_the_new_payload()
    {
        for (int operation = 1; operation < 10; operation++)
        {
            for (int bytes = 0; bytes <= 20; bytes++)
            {
                BoardStorage storage = new();
                Firmware.Run(storage, () =>
                {
                    TwoSlotRecord record = new("x");
                    record.ReadOrNull();
                    record.Write([1, 1, 1, 1, 1]);
                    record.Write([2, 2, 2, 2, 2]);
                });
                long before = storage.OperationCount;
                bool cut = Firmware.RunUntilCut(storage, op => op.Number == before + operation ? Math.Min(bytes, op.ByteCount) : null, () =>
                {
                    TwoSlotRecord record = new("x");
                    record.ReadOrNull();
                    record.Write([3, 3, 3, 3, 3]);
                });
                Firmware.Run(storage, () =>
                {
                    byte[] payload = new TwoSlotRecord("x").ReadOrNull();
                    Assert.Equal(5, payload.Length);
                    Assert.InRange(payload[0], cut ? 2 : 3, 3);
                });
            }
        }
    }
}
