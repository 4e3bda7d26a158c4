using NanoMonitor.Core.Model;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class WatchVerbTests
{
    [SkippableFact]
    public async Task Prints_a_line_for_every_change_until_it_is_interrupted()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix signals");
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = NanoMonitorProgram.Start(["watch", .. fleet.BrokerOptions]);
        await program.WaitForOutputAsync("plant/fan-1 says hello");

        await fleet.Node.SendEventAsync(1, HealthState.Healthy, HealthState.Alarm, 3);
        await program.WaitForOutputAsync("EVENT healthy -> alarm at window 10, score 3.00, blames x.band03 (2.7–3.5 Hz)");

        await program.InterruptAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Empty(program.Error);
    }

    [Fact]
    public async Task Ends_by_itself_after_the_seconds_asked_for()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["watch", "--seconds", "3", .. fleet.BrokerOptions]);
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("plant/fan-1 is no-model", program.Output);
    }

    [Fact]
    public async Task Says_that_nothing_is_checked_without_a_key()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["watch", "--seconds", "3", "--broker", fleet.BrokerOptions[1]]);
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("not checked", program.Error);
        Assert.Contains("plant/fan-1", program.Output);
    }
}
