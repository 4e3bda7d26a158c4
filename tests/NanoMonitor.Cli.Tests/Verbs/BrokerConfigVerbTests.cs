using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class BrokerConfigVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-").FullName;
    private readonly FleetKey key;

    public BrokerConfigVerbTests() => key = FleetKeyFile.Create(KeyPath);

    private string KeyPath => Path.Combine(folder, "fleet.key");

    private string BrokerFolder => Path.Combine(folder, "broker");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public async Task Its_files_serve_the_embedded_broker_and_hosts_that_hold_the_fleet_key()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix signals");
        using NanoMonitorProgram written = await WriteAsync("--host", "127.0.0.1", "--add", "plant/fan-1");
        Assert.True(written.ExitCode == 0, written.Error);
        Assert.Contains("3 users, new host, viewer, plant/fan-1", written.Output);
        Assert.Contains("The certificate for 127.0.0.1 expires on ", written.Output);
        Assert.DoesNotContain(key.DeriveBrokerPassword("host"), written.Output);

        using NanoMonitorProgram broker = NanoMonitorProgram.Start("broker", "--secured", BrokerFolder, "--listen", "127.0.0.1", "--port", "0");
        await broker.WaitForOutputAsync("Ctrl-C");
        string address = broker.Output.Split(' ')[3].TrimEnd(';');
        string authority = Path.Combine(BrokerFolder, "ca.pem");
        var node = new BrokerOptions(BrokerAddress.Parse(address))
        {
            Trust = BrokerTrust.Read(authority),
            Account = BrokerAccount.Derive(key, "plant/fan-1"),
        };
        await using (BrokerConnection connection = await BrokerConnection.ConnectAsync(node, default))
        {
            await connection.PublishAsync("nanomonitor/1/plant/fan-1/state", "healthy"u8.ToArray(), retain: true, default);
        }

        string[] reach = ["--broker", address, "--broker-ca", authority];
        using NanoMonitorProgram host = await NanoMonitorProgram.RunAsync(["watch", "--seconds", "3", .. reach, "--broker-user", "host", "--key-file", KeyPath]);
        Assert.True(host.ExitCode == 0, host.Error);
        Assert.Contains("plant/fan-1", host.Output);

        string password = Path.Combine(BrokerFolder, "viewer.password");
        using NanoMonitorProgram viewer = await NanoMonitorProgram.RunAsync(
            ["watch", "--seconds", "3", .. reach, "--broker-user", "viewer", "--broker-password-file", password]);
        Assert.True(viewer.ExitCode == 0, viewer.Error);
        Assert.Contains("plant/fan-1", viewer.Output);

        using NanoMonitorProgram nobody = await NanoMonitorProgram.RunAsync(["watch", "--seconds", "3", .. reach]);
        Assert.Equal(1, nobody.ExitCode);
        Assert.Contains("--broker-user", nobody.Error);

        using NanoMonitorProgram passwordless = await NanoMonitorProgram.RunAsync(["watch", .. reach, "--broker-user", "viewer"]);
        Assert.Equal(2, passwordless.ExitCode);
        Assert.Contains("--broker-password-file", passwordless.Error);
        await broker.InterruptAsync();
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_write_and_writes_nothing()
    {
        using NanoMonitorProgram program = await WriteAsync("--host", "plant-broker", "--add", "plant/fan-1", "--dry-run");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("Would write", program.Output);
        Assert.Contains("mosquitto.conf", program.Output);
        Assert.False(Directory.Exists(BrokerFolder));
    }

    [Theory]
    [InlineData("--add", "fan-1", "'fan-1' is not SITE/NODE")]
    [InlineData("--host", "a b", "'a b' is neither a host name nor an IP address")]
    [InlineData("--listen", "localhost", "'localhost' is not an IP address")]
    public async Task Says_which_argument_is_wrong(string option, string value, string expected)
    {
        using NanoMonitorProgram program = await WriteAsync(option, value);
        Assert.Equal(2, program.ExitCode);
        Assert.Contains(expected, program.Error);
    }

    private Task<NanoMonitorProgram> WriteAsync(params string[] options) =>
        NanoMonitorProgram.RunAsync(["broker-config", "--out", BrokerFolder, "--key-file", KeyPath, .. options]);
}
