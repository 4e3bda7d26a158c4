using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Node.Uplink;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Uplink;

public class TelemetryStoreTests
{
    private const int Capacity = TelemetryStore.SegmentCount * TelemetryStore.SegmentRecords;

    [Fact]
    public void Holds_a_day_of_an_outage() =>
        Assert.InRange(Capacity * (TelemetryReporter.OfflinePeriodMs / 3_600_000.0), 24, 48);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 100)]
    [InlineData(130, 200)]
    public void The_next_boot_finds_what_was_left_in_order(int shift, int kept)
    {
        BoardStorage storage = new();
        Firmware.Run(storage, () =>
        {
            TelemetryStore store = Open();
            for (int i = 1; i <= shift; i++)
            {
                store.Add(Summary(1, i));
                Assert.Equal(i, Take(store));
            }

            for (int i = 1; i <= kept; i++)
            {
                Assert.Equal(0, store.Add(Summary(1, shift + i)));
            }
        });
        Firmware.Run(storage, () =>
        {
            TelemetryStore store = Open();
            store.Add(Summary(2, 1));
            List<int> left = TakeAll(store);

            // Those of one segment may come again.
            Assert.Equal(Enumerable.Range(shift + kept - left.Count + 2, left.Count - 1).Append(1), left);
            Assert.InRange(left.Count, kept + 1, kept + TelemetryStore.SegmentRecords + 1);
            Assert.DoesNotContain(storage.Paths(), path => path.Contains("telemetry", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_full_store_gives_up_the_oldest_segment_and_says_how_many_that_were()
    {
        Firmware.Run(() =>
        {
            TelemetryStore store = Open();
            for (int i = 1; i <= Capacity; i++)
            {
                Assert.Equal(0, store.Add(Summary(1, i)));
            }

            Assert.Equal(1, Take(store));
            Assert.Equal(TelemetryStore.SegmentRecords - 1, store.Add(Summary(1, Capacity + 1)));
            Assert.Equal(Capacity + 1 - TelemetryStore.SegmentRecords, store.Count);
            Assert.Equal(TelemetryStore.SegmentRecords + 1, Take(store));
        });
    }

    [Fact]
    public void A_segment_is_one_block_of_the_flash()
    {
        BoardStorage storage = new();
        long before = storage.UsedBytes;
        Firmware.Run(storage, () =>
        {
            TelemetryStore store = Open();
            for (int i = 1; i <= Capacity; i++)
            {
                store.Add(Summary(1, i));
            }
        });
        Assert.Equal(TelemetryStore.SegmentCount * BoardStorage.BlockBytes, storage.UsedBytes - before);
    }

    [Fact]
    public void A_power_cut_at_any_operation_and_byte_loses_at_most_the_summary_being_written()
    {
        for (int operation = 1; operation < 8; operation++)
        {
            for (int share = 0; share < 97; share += 16)
            {
                BoardStorage storage = new();
                Firmware.Run(storage, () =>
                {
                    TelemetryStore store = Open();
                    store.Add(Summary(1, 1));
                    store.Add(Summary(1, 2));
                });
                long before = storage.OperationCount;
                Firmware.RunUntilCut(storage, op => op.Number == before + operation ? Math.Min(share, op.ByteCount) : null, () =>
                {
                    TelemetryStore store = Open();
                    store.Add(Summary(1, 3));
                });
                Firmware.Run(storage, () =>
                {
                    TelemetryStore store = Open();
                    store.Add(Summary(2, 7));
                    List<int> left = TakeAll(store);
                    Assert.Equal([1, 2, 7], left.Where(sequence => sequence != 3));
                });
            }
        }
    }

    private static TelemetryStore Open()
    {
        TelemetryStore store = new();
        store.Load();
        return store;
    }

    private static byte[] Summary(int bootId, int sequence) => new Telemetry { BootId = bootId, Sequence = sequence }.Encode();

    private static int Take(TelemetryStore store)
    {
        int sequence = Telemetry.Decode(store.OldestOrNull()).Sequence;
        store.RemoveOldest();
        return sequence;
    }

    private static List<int> TakeAll(TelemetryStore store)
    {
        List<int> left = [];
        while (store.Count > 0)
        {
            left.Add(Take(store));
        }

        return left;
    }
}
