using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Node.Uplink;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Uplink;

public class EventStoreTests
{
    [Fact]
    public void Gives_events_back_in_order()
    {
        Firmware.Run(() =>
        {
            EventStore store = Open();
            for (int i = 1; i <= 100; i++)
            {
                Assert.True(store.Add(Event(1, (2 * i) - 1)));
                Assert.True(store.Add(Event(1, 2 * i)));
                Assert.Equal((2 * i) - 1, Take(store));
                Assert.Equal(2 * i, Take(store));
            }

            Assert.Null(store.OldestOrNull());
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void The_next_boot_finds_what_was_left_wherever_it_lies_in_the_ring(int shift)
    {
        BoardStorage storage = new();
        Firmware.Run(storage, () =>
        {
            EventStore store = Open();
            for (int i = 1; i <= shift + 25; i++)
            {
                store.Add(Event(1, i));
                if (i <= shift)
                {
                    Take(store);
                }
            }
        });
        Firmware.Run(storage, () =>
        {
            EventStore store = Open();
            Assert.Equal(25, store.Count);
            store.Add(Event(2, 1));
            for (int i = 1; i <= 25; i++)
            {
                Assert.Equal(shift + i, Take(store));
            }

            Assert.Equal(1, Take(store));
            Assert.Equal(0, store.Count);
        });
    }

    [Fact]
    public void A_full_store_gives_up_the_oldest_and_says_so()
    {
        Firmware.Run(() =>
        {
            EventStore store = Open();
            for (int i = 1; i <= EventStore.Capacity; i++)
            {
                Assert.True(store.Add(Event(1, i)));
            }

            Assert.False(store.Add(Event(1, EventStore.Capacity + 1)));
            Assert.Equal(EventStore.Capacity, store.Count);
            Assert.Equal(2, Take(store));
        });
    }

    [Fact]
    public void A_full_store_fits_on_the_drive()
    {
        BoardStorage storage = new();
        Firmware.Run(storage, () =>
        {
            EventStore store = Open();
            for (int i = 1; i <= EventStore.Capacity; i++)
            {
                store.Add(Event(1, i));
            }
        });

        // Two slots of the largest table, the configuration, and two records of two files.
        Assert.InRange(storage.UsedBytes, 1, BoardStorage.DefaultCapacityBytes - (2 * 20_480) - (5 * BoardStorage.BlockBytes));
    }

    [Fact]
    public void A_file_cut_short_is_skipped()
    {
        BoardStorage storage = new();
        Firmware.Run(storage, () =>
        {
            EventStore store = Open();
            store.Add(Event(1, 1));
            store.Add(Event(1, 2));
            store.Add(Event(1, 3));
        });
        storage.Put(@"I:\event.01", storage.Get(@"I:\event.01")![..20]);
        Firmware.Run(storage, () =>
        {
            EventStore store = Open();
            Assert.Equal(1, Take(store));
            Assert.Equal(3, Take(store));
            Assert.Null(store.OldestOrNull());
        });
    }

    [Fact]
    public void A_power_cut_at_any_operation_loses_at_most_the_event_being_written()
    {
        for (int operation = 1; operation < 12; operation++)
        {
            BoardStorage storage = new();
            Firmware.Run(storage, () =>
            {
                EventStore store = Open();
                store.Add(Event(1, 1));
                store.Add(Event(1, 2));
            });
            long before = storage.OperationCount;
            Firmware.RunUntilCut(storage, op => op.Number == before + operation ? op.ByteCount / 2 : null, () =>
            {
                EventStore store = Open();
                store.Add(Event(1, 3));
                store.RemoveOldest();
            });
            Firmware.Run(storage, () =>
            {
                EventStore store = Open();
                List<int> left = [];
                while (store.Count > 0)
                {
                    left.Add(Take(store));
                }

                Assert.Contains(2, left);
                Assert.Equal(left.Order(), left);
            });
        }
    }

    private static EventStore Open()
    {
        BootRecord boot = new();
        boot.Begin();
        EventStore store = new(new NodeIdentity(NodeRig.Configuration, boot));
        store.Load();
        return store;
    }

    private static byte[] Event(int bootId, int sequence) =>
        new HealthEvent { BootId = bootId, Sequence = sequence, State = HealthState.Warning }
            .Encode(new NodeKeys(NodeRig.Configuration.NodeKey).Storage, NodeRig.Site, NodeRig.NodeName);

    private static int Take(EventStore store)
    {
        int sequence = HealthEvent.Decode(store.OldestOrNull()).Sequence;
        store.RemoveOldest();
        return sequence;
    }
}
