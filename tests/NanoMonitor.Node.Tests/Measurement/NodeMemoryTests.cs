using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Simulation.Measurement;
using Xunit.Abstractions;

namespace NanoMonitor.Node.Tests.Measurement;

public class NodeMemoryTests(ITestOutputHelper output)
{
    private const int Budget = 40 * 1024;
    private const int TrialBudget = 50 * 1024;

    [Fact]
    public async Task A_node_with_a_model_of_two_modes_stays_within_40_KB_and_within_50_while_it_tries_another()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, modes: 2), 1);
        rig.AwaitState(HealthState.Healthy);
        NodeMemory steady = Measure(rig, "in steady state");
        Assert.InRange(steady.TotalBytes, 16 * 1024, Budget);
        foreach (Type part in new[] { typeof(UplinkLoop), typeof(FeatureExtractor), typeof(GroupMade), typeof(MachineMonitor), typeof(BootRecord) })
        {
            Assert.Contains(steady.Classes, each => each.Name == part.Name);
        }

        Assert.Equal(steady.TotalBytes, steady.Parts.Sum(part => part.Bytes));
        Assert.InRange(steady.FileCount, 2, 12);
        Assert.InRange(steady.FileBytes, 1000, 16 * 1024);
        rig.Advance(60);
        Assert.InRange(NodeMemory.Measure(rig.Node).TotalBytes, steady.TotalBytes - 2000, steady.TotalBytes + 2000);

        rig.Push(TableFile.Indifferent(rig.Spec, variant: 1, modes: 2), 2);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Testing });
        rig.Advance(1);
        NodeMemory trying = Measure(rig, "while another table is on trial");
        Assert.InRange(trying.TotalBytes, steady.TotalBytes + 4000, TrialBudget);
    }

    [Fact]
    public void Sizes_are_those_of_the_node()
    {
        long without = NodeMemory.Measure([]).TotalBytes;
        long SizeOf(object value) => NodeMemory.Measure([value]).TotalBytes - without;
        Assert.Equal(
            [120, 228, 420, 828, 1224, 24, 24],
            new[] { SizeOf(new byte[100]), SizeOf(new short[100]), SizeOf(new int[100]), SizeOf(new long[100]), SizeOf(new object[100]), SizeOf(1), SizeOf(string.Concat("1234567890", DateTime.Now.Year % 10)) });

        // One field, and the array of 54 terms behind it.
        Assert.Equal(12 + 12 + 240, SizeOf(new Blame(54)));
    }

    private NodeMemory Measure(NodeRig rig, string when)
    {
        NodeMemory memory = NodeMemory.Measure(rig.Node);
        output.WriteLine($"{when}: {memory.TotalBytes} bytes in {memory.ObjectCount} objects, {memory.PlatformObjects} of the platform; {memory.FileCount} files, {memory.FileBytes} bytes");
        foreach ((string part, int objects, long bytes) in memory.Parts)
        {
            output.WriteLine($"{bytes,7} {objects,5}  {part}");
        }

        foreach (ClassMemory each in memory.Classes.Take(25))
        {
            output.WriteLine($"{each.Bytes,7} {each.Objects,5}    {each.Name}");
        }

        return memory;
    }
}
