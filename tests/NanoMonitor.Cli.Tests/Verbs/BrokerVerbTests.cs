using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class BrokerVerbTests
{
    [SkippableFact]
    public async Task Serves_until_it_is_interrupted_and_then_ends_well()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix signals");
        using NanoMonitorProgram program = NanoMonitorProgram.Start("broker", "--port", "0");
        await program.WaitForOutputAsync("Ctrl-C");
        BrokerAddress address = BrokerAddress.Parse(program.Output.Split(' ')[3].TrimEnd(';'));

        await using (BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), default))
        {
            await connection.PublishAsync("t", [1], retain: true, default);
            await program.WaitForOutputAsync("1 client connected, 1 retained");
        }

        await program.InterruptAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("Stopped.", program.Output);
    }
}
