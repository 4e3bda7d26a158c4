namespace NanoMonitor.Cli.Tests.Usage;

public sealed class FailureTests
{
    [Theory]
    [InlineData("push none.nmt --site a --node b", "none.nmt")]
    [InlineData("commission --site a --node b --out d", "nanomonitor keys create")]
    [InlineData("watch --broker 127.0.0.1:1", "127.0.0.1:1: nothing listens there")]
    [InlineData("keys check --key-file none.key", "none.key")]
    public async Task Says_in_a_line_or_two_what_failed_and_how_to_mend_it(string arguments, string what)
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(arguments.Split(' '));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(what, program.Error);
        Assert.DoesNotContain("   at ", program.Error);
        Assert.DoesNotContain("Exception", program.Error);
        Assert.InRange(program.Error.TrimEnd().Split('\n').Length, 1, 2);
    }
}
