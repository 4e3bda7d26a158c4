using NanoMonitor.Datasets;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class CommissionVerbTests
{
    [Fact]
    public async Task Writes_a_run_and_shows_its_progress_in_plain_lines()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        string output = Path.Combine(fleet.Folder, "data");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["commission", "--minutes", "1", "--out", output, .. fleet.NodeOptions]);

        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("100 %", program.Error);
        Assert.Contains("run-0001", program.Output);
        Assert.Single(Dataset.Open(output).Recordings);
    }

    [Fact]
    public async Task Says_why_the_node_refuses_and_writes_nothing()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.RefusalReason = "the machine is being serviced";
        string output = Path.Combine(fleet.Folder, "data");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["commission", "--minutes", "1", "--out", output, .. fleet.NodeOptions]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("the machine is being serviced", program.Error);
        Assert.False(Directory.Exists(output));
    }

    [SkippableFact]
    public async Task Interrupted_it_writes_nothing_and_counts_as_failed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix signals");
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.LostWindows.UnionWith(Enumerable.Range(20, 1000));
        string output = Path.Combine(fleet.Folder, "data");
        using NanoMonitorProgram program = NanoMonitorProgram.Start(["commission", "--minutes", "2", "--out", output, .. fleet.NodeOptions]);
        await program.WaitForErrorAsync("of 94 windows");
        await program.InterruptAsync();

        Assert.Equal(1, program.ExitCode);
        Assert.EndsWith("Stopped before the end.", program.Error.TrimEnd());
        Assert.False(Directory.Exists(output));
        Assert.Equal("minutes=0", fleet.Node.Commands[^1].Arguments);
    }
}
