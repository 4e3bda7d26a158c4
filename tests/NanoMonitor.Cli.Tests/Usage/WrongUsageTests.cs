namespace NanoMonitor.Cli.Tests.Usage;

public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("fly", "'fly'", "nanomonitor --help")]
    [InlineData("watch --fast", "'--fast'", "nanomonitor watch --help")]
    [InlineData("keys", "command", "nanomonitor keys --help")]
    [InlineData("commission --site a --out d", "--node", "nanomonitor commission --help")]
    [InlineData("commission --site A --node b --out d", "'A' is not a name", "nanomonitor commission --help")]
    [InlineData("commission --site a --node b --out d --minutes 0", "--minutes: '0'", "nanomonitor commission --help")]
    [InlineData("commission --site a --node b --out d --minutes ten", "ten", "nanomonitor commission --help")]
    [InlineData("push m.nmt --site a --node b --broker host:99999", "99999", "nanomonitor push --help")]
    [InlineData("broker --port 70000", "--port: '70000'", "nanomonitor broker --help")]
    [InlineData("broker --listen everywhere", "'everywhere'", "nanomonitor broker --help")]
    public async Task Says_what_is_wrong_and_where_the_help_is(string arguments, string what, string help)
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(arguments.Split(' '));
        Assert.Equal(2, program.ExitCode);
        Assert.Empty(program.Output);
        Assert.Contains(what, program.Error);
        Assert.Contains($"See '{help}'.", program.Error);
        Assert.Equal(2, program.Error.TrimEnd().Split('\n').Length);
    }
}
