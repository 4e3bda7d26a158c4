using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Storage;

public class AuthorityFileTests
{
    private static readonly byte[] old = [1, 2, 3];
    private static readonly byte[] other = [.. Enumerable.Range(0, 1500).Select(i => (byte)i)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_at_any_operation_and_any_byte_leaves_the_old_pair_or_the_new_one(bool unflushedWritesAreLost)
    {
        int points = 0;
        for (int operation = 1, cuts = 1; cuts > 0; operation++)
        {
            cuts = 0;
            foreach (int bytes in new[] { 0, 1, 4, 5, 400, 2000 })
            {
                cuts += CommitWithCut(operation, bytes, unflushedWritesAreLost) ? 1 : 0;
            }

            points += cuts;
        }

        Assert.InRange(points, 30, 400);
    }

    [Fact]
    public void What_waits_for_a_configuration_that_never_came_is_forgotten()
    {
        BoardStorage storage = new();
        storage.Put(AuthorityFile.FilePath, old);
        Firmware.Run(storage, () =>
        {
            AuthorityFile.Propose(other, 2);
            AuthorityFile.Settle(1);
            AuthorityFile.Settle(2);
        });
        Assert.Equal(old, storage.Get(AuthorityFile.FilePath));
        Assert.Equal([AuthorityFile.FilePath], storage.Paths());
    }

    // As provisioning commits, and as the boot that follows begins.
    private static bool CommitWithCut(int operation, int bytes, bool unflushedWritesAreLost)
    {
        BoardStorage storage = new();
        storage.Put(AuthorityFile.FilePath, old);
        Firmware.Run(storage, () => new ConfigurationStore().Write(NodeRig.Configuration));
        storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        long before = storage.OperationCount;
        bool cut = Firmware.RunUntilCut(storage, each => each.Number == before + operation ? bytes : null, () =>
        {
            ConfigurationStore store = new();
            AuthorityFile.Propose(other, store.NextSequence());
            store.Write(NodeRig.Configuration);
            AuthorityFile.Settle(store.ReadOrNull().Sequence);
        });
        int sequence = 0;
        Firmware.Run(storage, () =>
        {
            sequence = new ConfigurationStore().ReadOrNull().Sequence;
            AuthorityFile.Settle(sequence);
        });
        Assert.Equal(sequence == 2 ? other : old, storage.Get(AuthorityFile.FilePath));
        Assert.DoesNotContain(@"I:\ca.new", storage.Paths());
        return cut;
    }
}
