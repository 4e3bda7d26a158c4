using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Node.Tests;

public class ConfigurationTests
{
    private const string FileA = @"I:\" + NodeConfiguration.FileA;
    private const string FileB = @"I:\" + NodeConfiguration.FileB;

    [Fact]
    public async Task Without_a_configuration_it_stays_up_and_says_so()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Storage.Remove(FileA);
        rig.Node.Start();
        rig.Advance(3600);
        Assert.Contains("there is no configuration", rig.Board.Output.Lines);
        Assert.Equal((BoardState.Running, 1), (rig.Board.State, rig.Board.BootCount));
        Assert.Empty(rig.All(Topics.Birth));
    }

    [Fact]
    public async Task With_two_damaged_files_it_stays_up_and_says_what_is_wrong_with_each()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Storage.Put(FileA, Damaged(1));
        rig.Board.Storage.Put(FileB, []);
        rig.Node.Start();
        rig.Advance(100);
        Assert.Contains(
            FileA + ": configuration: crc32 does not match the lines above it; " + FileB + ": configuration: does not end with a line crc32=xxxxxxxx",
            rig.Board.Output.Lines);
        Assert.Equal(BoardState.Running, rig.Board.State);
        Assert.Empty(rig.All(Topics.Birth));
    }

    [Theory]
    [InlineData(FileA, FileB)]
    [InlineData(FileB, FileA)]
    public async Task Works_on_with_the_file_that_is_whole(string whole, string damaged)
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Storage.Put(whole, Sequenced(1, "old"));
        rig.Board.Storage.Put(damaged, Damaged(2));
        rig.Node.Start();
        Assert.Equal("old", Birth.Decode(rig.Await(Topics.Birth).Payload).MachineClass);
        Assert.Contains(rig.Board.Output.Lines, line => line.StartsWith(damaged, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FileA, FileB)]
    [InlineData(FileB, FileA)]
    public async Task The_newer_of_two_files_counts(string older, string newer)
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Storage.Put(older, Sequenced(9, "old"));
        rig.Board.Storage.Put(newer, Sequenced(10, "new"));
        rig.Node.Start();
        Assert.Equal("new", Birth.Decode(rig.Await(Topics.Birth).Payload).MachineClass);
    }

    private static byte[] Sequenced(int sequence, string machineClass)
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Sequence = sequence;
        configuration.MachineClass = machineClass;
        return configuration.Encode();
    }

    private static byte[] Damaged(int sequence)
    {
        byte[] file = Sequenced(sequence, "damaged");
        file[30] ^= 1;
        return file;
    }
}
