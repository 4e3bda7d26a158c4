using NanoMonitor.Datasets;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class CaptureVerbTests
{
    [Fact]
    public async Task Writes_a_run_that_training_reads_and_shows_its_progress()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        string output = Path.Combine(fleet.Folder, "data");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["capture", "--seconds", "12", "--out", output, "--label", "anomaly", "--condition", "rub", .. fleet.NodeOptions]);

        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("100 %", program.Error);
        Assert.Contains("run-0001 has 10 windows of 256 samples of plant/fan-1, measured at 199.5 Hz.", program.Output);
        Recording recording = Assert.Single(Dataset.Open(output).Recordings);
        Assert.Equal((RecordingLabel.Anomaly, "rub"), (recording.Label, recording.Condition));
    }

    [Fact]
    public async Task Says_why_the_node_refuses_and_writes_nothing()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.RefusalReason = "this firmware does not know the verb";
        string output = Path.Combine(fleet.Folder, "data");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["capture", "--out", output, .. fleet.NodeOptions]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("this firmware does not know the verb", program.Error);
        Assert.False(Directory.Exists(output));
    }
}
