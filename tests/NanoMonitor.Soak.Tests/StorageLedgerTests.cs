using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Uplink;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Soak.Tests;

/// <summary>The proof must be able to fail.</summary>
public class StorageLedgerTests
{
    private static readonly NodeConfiguration configuration = new() { Site = "plant", Node = "n1", NodeKey = new byte[32] };
    private static readonly NodeKeys keys = new(configuration.NodeKey);

    private readonly BoardStorage storage = new();
    private readonly MessageLedger messages = new(keys);
    private readonly StorageLedger ledger;

    public StorageLedgerTests()
    {
        ledger = new StorageLedger(storage, messages, configuration);
    }

    [Fact]
    public void An_event_that_leaves_unsent_from_a_store_with_room_is_a_finding()
    {
        storage.Put(@"I:\event.03", Event(7));
        Delete(@"I:\event.03");
        Assert.Contains("event.03", Assert.Single(ledger.Findings), StringComparison.Ordinal);
        Assert.Contains((1, 7), ledger.EventsDropped);
    }

    [Fact]
    public void An_event_that_the_broker_has_may_leave()
    {
        storage.Put(@"I:\event.03", Event(7));
        messages.Take(Topics.Of("plant", "n1", Topics.Event), Event(7));
        Delete(@"I:\event.03");
        Assert.Empty(ledger.Findings);
        Assert.Empty(ledger.EventsDropped);
    }

    [Fact]
    public void A_full_store_may_give_one_up_but_it_counts_as_dropped()
    {
        for (int i = 0; i < EventStore.Capacity; i++)
        {
            storage.Put($@"I:\event.{i:D2}", Event(i + 1));
        }

        Assert.Equal(EventStore.Capacity, ledger.Left);
        Delete(@"I:\event.00");
        Assert.Empty(ledger.Findings);
        Assert.Equal([(1, 1)], ledger.EventsDropped);
    }

    private static byte[] Event(int sequence) =>
        new HealthEvent { BootId = 1, Sequence = sequence, State = HealthState.Warning }.Encode(keys.Storage, "plant", "n1");

    private void Delete(string path) => ledger.Note(new StorageOperation(1, StorageOperationKind.Delete, path, 0));
}
