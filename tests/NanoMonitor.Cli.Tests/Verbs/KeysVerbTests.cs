namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class KeysVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Creates_a_key_once_and_shows_only_its_fingerprint()
    {
        string path = Path.Combine(folder, "fleet.key");
        using NanoMonitorProgram created = await NanoMonitorProgram.RunAsync("keys", "create", "--out", path);
        Assert.Equal(0, created.ExitCode);
        string secret = File.ReadAllLines(path)[1];
        Assert.DoesNotContain(secret, created.Output + created.Error);

        using NanoMonitorProgram again = await NanoMonitorProgram.RunAsync("keys", "create", "--out", path);
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(secret, File.ReadAllLines(path)[1]);

        using NanoMonitorProgram check = await NanoMonitorProgram.RunAsync("keys", "check", "--key-file", path);
        Assert.Equal(0, check.ExitCode);
        string fingerprint = created.Output.Split(' ').Single(word => word.Length == 8 && word.All(char.IsAsciiHexDigitLower));
        Assert.Contains(fingerprint, check.Output);
    }

    [Fact]
    public async Task Changes_the_key_of_one_node_then_of_the_fleet_and_retires_the_old_one()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        string[] keyFile = ["--key-file", Path.Combine(fleet.Folder, "fleet.key")];
        using NanoMonitorProgram one = await NanoMonitorProgram.RunAsync(["keys", "rotate", .. fleet.NodeOptions]);
        Assert.True(one.ExitCode == 0, one.Error);
        Assert.Contains("plant/fan-1 has proven key epoch 1 of fleet key generation 0", one.Output);

        using NanoMonitorProgram all = await NanoMonitorProgram.RunAsync(["keys", "rotate", "--fleet", .. fleet.BrokerOptions]);
        Assert.True(all.ExitCode == 0, all.Error);
        Assert.Contains("plant/fan-1 has proven key epoch 2 of fleet key generation 1", all.Output);
        Assert.Contains("1 of 1 nodes have their new key", all.Output);
        string[] secrets = [File.ReadAllLines(keyFile[1])[1], File.ReadAllLines(keyFile[1] + ".1")[1]];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all.Output + all.Error));

        using NanoMonitorProgram status = await NanoMonitorProgram.RunAsync(["keys", "status", .. keyFile]);
        Assert.Matches(@"plant/fan-1\s*\| 1\s*\| 2\s*\|", status.Output);
        using NanoMonitorProgram retired = await NanoMonitorProgram.RunAsync(["keys", "retire", .. keyFile]);
        Assert.Equal(0, retired.ExitCode);
        using NanoMonitorProgram command = await NanoMonitorProgram.RunAsync(["command", "identify", .. fleet.NodeOptions]);
        Assert.True(command.ExitCode == 0, command.Error);

        using NanoMonitorProgram audit = await NanoMonitorProgram.RunAsync(["audit", "--json", "--node", "fan-1", .. keyFile]);
        string[] lines = audit.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Contains("\"verb\":\"identify\"", lines[^1]);
        Assert.Contains("\"answer\":\"done\"", lines[^1]);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, audit.Output));
    }

    [Fact]
    public async Task Leaves_the_key_of_a_sleeping_node_at_the_broker_and_does_not_retire_before_it_is_proven()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.IsAsleep = true;
        using NanoMonitorProgram rotate = await NanoMonitorProgram.RunAsync(["keys", "rotate", "--fleet", "--timeout", "1", .. fleet.BrokerOptions]);
        Assert.True(rotate.ExitCode == 0, rotate.Error);
        Assert.Contains("has not answered yet", rotate.Output);
        using NanoMonitorProgram retire = await NanoMonitorProgram.RunAsync("keys", "retire", "--key-file", Path.Combine(fleet.Folder, "fleet.key"));
        Assert.Equal(1, retire.ExitCode);
        Assert.Contains("plant/fan-1 would no longer be believed", retire.Error);

        fleet.Node.IsAsleep = false;
        using NanoMonitorProgram resume = await NanoMonitorProgram.RunAsync(["keys", "rotate", "--resume", .. fleet.BrokerOptions]);
        Assert.Contains("plant/fan-1 has proven key epoch 1 of fleet key generation 1", resume.Output);
        using NanoMonitorProgram done = await NanoMonitorProgram.RunAsync(["keys", "rotate", "--resume", .. fleet.BrokerOptions]);
        Assert.Equal((0, "No change of keys is under way."), (done.ExitCode, done.Output.Trim()));
    }

    [Theory]
    [InlineData("keys rotate")]
    [InlineData("keys rotate --fleet --resume")]
    [InlineData("keys rotate --resume --node fan-1")]
    public async Task Wants_to_know_whose_keys(string line)
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(line.Split(' '));
        Assert.Equal(2, program.ExitCode);
    }
}
