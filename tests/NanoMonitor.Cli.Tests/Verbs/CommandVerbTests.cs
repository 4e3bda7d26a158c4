namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class CommandVerbTests
{
    [Fact]
    public async Task Ends_with_the_nodes_answer()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["command", "identify", .. fleet.NodeOptions]);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("plant/fan-1 has answered: identify done", program.Output);
        Assert.Equal("identify", Assert.Single(fleet.Node.Commands).Verb);
    }

    [Fact]
    public async Task Waits_until_a_node_with_new_settings_is_back()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["command", "configure", "telemetrySeconds=60", "temperatureWarningCentiC=-500", .. fleet.NodeOptions]);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("plant/fan-1 is back: boot 8, reason: power-on", program.Output);
        Assert.Equal("telemetrySeconds=60 temperatureWarningCentiC=-500", Assert.Single(fleet.Node.Commands).Arguments);
    }

    [Fact]
    public async Task Fails_with_the_nodes_reason_when_it_refuses()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.RefusalReason = "I would rather not";
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["command", "reboot", .. fleet.NodeOptions]);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("refused 'reboot': I would rather not", program.Error);
    }

    [Fact]
    public async Task Fails_when_the_node_does_not_answer_in_time()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.IsDeaf = true;
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["command", "reboot", "--timeout", "1", .. fleet.NodeOptions]);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("did not answer 'reboot' within 1 s", program.Error);
    }

    [Fact]
    public async Task Says_that_a_node_that_sleeps_may_need_longer()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        (fleet.Node.IsDeaf, fleet.Node.SleepSeconds) = (true, 600);
        await fleet.Node.IntroduceAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["command", "identify", "--timeout", "1", .. fleet.NodeOptions]);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("sleeps for 600 s at a time", program.Error);
    }

    [Theory]
    [InlineData("configure brokerHost=x", "brokerHost cannot be changed by a command")]
    [InlineData("configure telemetrySeconds=0", "telemetrySeconds: '0' is not a whole number from 1 to 86400")]
    [InlineData("configure", "is not name=value")]
    [InlineData("features", "argument minutes is missing")]
    [InlineData("factory-reset", "argument node is missing")]
    [InlineData("factory-reset node=fan-2", "'fan-2' is not fan-1")]
    [InlineData("identify now=1", "identify takes no arguments")]
    [InlineData("recalibrate now=1", "recalibrate takes no arguments")]
    [InlineData("dance", "dance")]
    public async Task Sends_nothing_that_the_node_would_refuse(string order, string reason)
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["command", .. order.Split(' '), .. fleet.NodeOptions]);
        Assert.Equal(2, program.ExitCode);
        Assert.Contains(reason, program.Error);
        Assert.Empty(fleet.Node.Commands);
    }
}
