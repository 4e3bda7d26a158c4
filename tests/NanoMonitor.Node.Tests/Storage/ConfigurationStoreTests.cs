using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Storage;

public class ConfigurationStoreTests
{
    private const string PathA = @"I:\config.a";
    private const string PathB = @"I:\config.b";

    [Fact]
    public void Writes_the_older_of_two_files_and_reads_the_newer()
    {
        BoardStorage storage = new();
        Firmware.Run(storage, () =>
        {
            Assert.Null(new ConfigurationStore().ReadOrNull());
            for (int i = 1; i <= 5; i++)
            {
                NodeConfiguration configuration = NodeRig.Configuration;
                configuration.TelemetrySeconds = i;
                new ConfigurationStore().Write(configuration);
                NodeConfiguration read = new ConfigurationStore().ReadOrNull();
                Assert.Equal((i, i), (read.Sequence, read.TelemetrySeconds));
            }
        });
        Assert.Equal((5, 4), (NodeConfiguration.Decode(storage.Get(PathA)!).Sequence, NodeConfiguration.Decode(storage.Get(PathB)!).Sequence));
    }

    [Fact]
    public void A_power_cut_at_any_operation_and_any_byte_leaves_the_old_or_the_new_configuration()
    {
        int points = 0;
        foreach (bool unflushedWritesAreLost in new[] { false, true })
        {
            foreach (int written in new[] { 0, 1, 2, 3 })
            {
                for (int operation = 1, cuts = 1; cuts > 0; operation++)
                {
                    cuts = 0;
                    for (int bytes = 0; bytes <= NodeRig.Configuration.Encode().Length; bytes += bytes < 8 ? 1 : 61)
                    {
                        cuts += CutAt(written, operation, bytes, unflushedWritesAreLost) ? 1 : 0;
                    }

                    points += cuts;
                }
            }
        }

        Assert.InRange(points, 400, 4000);
    }

    [Fact]
    public void Says_what_is_wrong_with_which_file()
    {
        BoardStorage storage = new();
        byte[] damaged = NodeRig.Configuration.Encode();
        damaged[30] ^= 1;
        Firmware.Run(storage, () => Assert.Equal("there is no configuration", Finding()));
        storage.Put(PathB, damaged);
        Firmware.Run(storage, () => Assert.Equal(PathB + ": configuration: crc32 does not match the lines above it", Finding()));
        storage.Put(PathA, NodeRig.Configuration.Encode());
        Firmware.Run(storage, () =>
        {
            ConfigurationStore store = new();
            Assert.Equal(NodeRig.NodeName, store.ReadOrNull().Node);
            Assert.StartsWith(PathB, store.Finding, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Writes_nothing_that_it_would_not_read()
    {
        BoardStorage storage = new();
        Firmware.Run(storage, () =>
        {
            NodeConfiguration bad = NodeRig.Configuration;
            bad.SampleRateHz = 0;
            Assert.Throws<FormatException>(() => new ConfigurationStore().Write(bad));
        });
        Assert.Equal(0, storage.FileCount);
    }

    private static string Finding()
    {
        ConfigurationStore store = new();
        Assert.Null(store.ReadOrNull());
        return store.Finding;
    }

    // Whether there was such an operation.
    private static bool CutAt(int written, int operation, int bytes, bool unflushedWritesAreLost)
    {
        BoardStorage storage = new() { UnflushedWritesAreLost = unflushedWritesAreLost };
        Firmware.Run(storage, () => WriteUpTo(1, written));
        long before = storage.OperationCount;
        bool cut = Firmware.RunUntilCut(
            storage, op => op.Number == before + operation ? Math.Min(bytes, Math.Max(1, op.ByteCount)) : null, () => WriteUpTo(written + 1, written + 1));
        Firmware.Run(storage, () =>
        {
            NodeConfiguration configuration = new ConfigurationStore().ReadOrNull();
            int telemetrySeconds = configuration == null ? 0 : configuration.TelemetrySeconds;
            Assert.InRange(telemetrySeconds, cut ? written : written + 1, written + 1);
            WriteUpTo(50, 50);
            Assert.Equal(50, new ConfigurationStore().ReadOrNull().TelemetrySeconds);
        });
        return cut;
    }

    private static void WriteUpTo(int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            NodeConfiguration configuration = NodeRig.Configuration;
            configuration.TelemetrySeconds = i;
            new ConfigurationStore().Write(configuration);
        }
    }
}
