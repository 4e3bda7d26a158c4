using NanoMonitor.Core.Provisioning;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;
using Xunit.Abstractions;

namespace NanoMonitor.Fleet.Tests.Provisioning;

/// <summary>Whatever happens on the line, the node has its old configuration or the new one, whole, and another try succeeds.</summary>
public sealed class InterruptedProvisioningTests(ITestOutputHelper output) : IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(10));

    public void Dispose() => patience.Dispose();

    [Fact]
    public async Task A_cable_pulled_at_any_frame_leaves_a_whole_configuration()
    {
        int total = await CountFramesAsync();
        output.WriteLine($"{total} frames");
        Assert.InRange(total, 30, 200);
        int keptOld = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, total), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = patience.Token }, async (pulled, _) =>
        {
            using var rig = new ProvisioningRig(ProvisioningRig.Old(FleetKey.Create()));
            string before = rig.Files;
            await using (NodeSession session = rig.Plug((number, _, frame) => number < pulled ? frame : throw new IOException("pulled")))
            {
                await Assert.ThrowsAsync<FleetException>(() => session.WriteAsync(rig.Settings(), patience.Token));
            }

            NodeDescription found;
            await using (NodeSession session = rig.Plug())
            {
                found = await session.DetectAsync(patience.Token);
                Assert.True(found is { Node: "fan-0", Sequence: 7 } or { Node: "fan-1", Sequence: 8 }, $"pulled at frame {pulled}: {found}");
                Assert.True(found.Sequence == 8 || rig.Files == before, $"pulled at frame {pulled}: the files have changed");
                Interlocked.Add(ref keptOld, found.Sequence == 7 ? 1 : 0);

                NodeDescription after = await session.WriteAsync(rig.Settings(), patience.Token);
                Assert.Equal(("fan-1", found.Sequence + 1), (after.Node, after.Sequence));
            }
        });

        // Both ends of the commit have been met.
        output.WriteLine($"{keptOld} of {total} kept the old configuration");
        Assert.InRange(keptOld, 1, total - 1);
    }

    [Fact]
    public async Task Garbage_between_frames_does_no_harm()
    {
        var random = new Random(5);
        await WriteAsync((_, _, frame) => [.. Garbage(random), .. frame, .. Garbage(random)]);
    }

    [Fact]
    public async Task A_frame_with_a_wrong_checksum_is_sent_again()
    {
        await WriteAsync((number, _, frame) =>
        {
            if (number % 5 == 0)
            {
                frame[^2] ^= 0x55;
            }

            return frame;
        });
    }

    [Fact]
    public async Task A_frame_that_never_arrives_is_sent_again()
    {
        await WriteAsync((number, _, frame) => number % 11 == 0 ? [] : frame);
    }

    [Fact]
    public async Task A_node_that_restarts_in_the_middle_is_told_everything_again()
    {
        using var rig = new ProvisioningRig(ProvisioningRig.Old(FleetKey.Create()));
        int fields = 0;
        await using NodeSession session = rig.Plug((_, isHosts, frame) =>
        {
            if (isHosts && frame[ImprovFrame.HeaderLength] == ImprovCommand.SetFields && ++fields == 3)
            {
                rig.Node.Stop();
                rig.Node.Start();
            }

            return frame;
        });
        NodeDescription after = await session.WriteAsync(rig.Settings(("telemetrySeconds", "77")), patience.Token);

        Assert.Equal(("fan-1", 8), (after.Node, after.Sequence));
        Assert.True(fields > 3 + SettingsWriter.Pack(rig.Settings().Configuration).Count - 1, $"{fields} commands with fields");
    }

    private static byte[] Garbage(Random random)
    {
        byte[] bytes = new byte[random.Next(12)];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task<int> CountFramesAsync()
    {
        using var rig = new ProvisioningRig(ProvisioningRig.Old(FleetKey.Create()));
        await using NodeSession session = rig.Plug(null, out FaultyLine line);
        await session.WriteAsync(rig.Settings(), patience.Token);
        return line.Frames;
    }

    private async Task WriteAsync(Func<int, bool, byte[], byte[]> onFrame)
    {
        using var rig = new ProvisioningRig();
        await using NodeSession session = rig.Plug(onFrame);
        NodeDescription after = await session.WriteAsync(rig.Settings(), patience.Token);

        Assert.Equal(("plant", "fan-1", 1), (after.Site, after.Node, after.Sequence));
    }
}
