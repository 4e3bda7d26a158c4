using System.Text.RegularExpressions;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.VirtualBoard.Serial;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class ProvisionVerbTests : IDisposable
{
    private const string Secret = "the wifi secret";

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-provision-").FullName;
    private readonly FleetKey key;

    public ProvisionVerbTests() => key = FleetKeyFile.Create(Path.Combine(folder, "fleet.key"));

    private string[] KeyOption => ["--key-file", Path.Combine(folder, "fleet.key")];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public async Task Provisions_the_nodes_of_a_file_one_after_the_other_and_shows_no_secret()
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "no pseudo terminals on this system");
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(System.Net.IPAddress.Loopback, 0);
        using PseudoTerminal terminal = PseudoTerminal.Open();
        using VirtualNode first = StartNode(1);
        using VirtualNode second = StartNode(2);
        string config = WriteConfig($$"""
            {
              "format": "nanomonitor-provisioning/1",
              "fields": { "site": "plant", "machineClass": "fan", "wifiSsid": "hall", "wifiPassword": "{{Secret}}", "sampleRateHz": 250 },
              "nodes": [ { "node": "fan-1" }, { "node": "fan-2" } ]
            }
            """);
        first.Board.Serial.Attach("COM1", terminal.Stream);
        using NanoMonitorProgram program = NanoMonitorProgram.Start(
            ["provision", "--port", terminal.Path, "--config", config, "--broker", broker.Address.ToString(), .. KeyOption]);
        await program.WaitForErrorAsync("Next: plant/fan-2. Plug it in and press Enter.");
        first.Board.Serial.Attach("COM1", null);
        second.Board.Serial.Attach("COM1", terminal.Stream);
        program.Enter("");
        await program.WaitForExitAsync();

        Assert.True(program.ExitCode == 0, program.Output + program.Error);
        Assert.Equal(2, Regex.Count(program.Error, "Heard at "));
        Assert.Contains("Mounting of plant/fan-2:", program.Output);
        Assert.Contains("node   fan-1", program.Output);
        Assert.Contains("fleet  " + key.Fingerprint, program.Output);
        foreach (string node in (string[])["fan-1", "fan-2"])
        {
            Assert.DoesNotContain(Convert.ToHexString(key.DeriveNodeKey("plant", node)), program.Output + program.Error, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(Secret, program.Output + program.Error);
    }

    [Fact]
    public async Task Refuses_a_password_as_an_argument()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["provision", "--port", "nowhere", "--set", $"wifiPassword={Secret}", .. KeyOption]);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("wifiPassword is a secret and must not be an argument", program.Error);
        Assert.DoesNotContain(Secret, program.Error);
    }

    [Fact]
    public async Task Says_where_a_file_is_wrong_before_it_touches_a_node()
    {
        string config = WriteConfig("""
            {
              "format": "nanomonitor-provisioning/1",
              "nodes": [
                { "site": "plant", "node": "fan-1" },
                { "site": "plant", "node": "fan-2", "rangeG": 5 } ]
            }
            """);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["provision", "--port", "nowhere", "--config", config, "--offline", .. KeyOption]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains($"{config}:5:51: nodes[1].rangeG: rangeG: '5'", program.Error);
    }

    [Fact]
    public async Task Says_which_fields_do_not_go_together_before_it_touches_a_node()
    {
        string config = WriteConfig("""
            { "format": "nanomonitor-provisioning/1", "nodes": [
                { "site": "plant", "node": "fan-1" },
                { "site": "plant", "node": "fan-2", "brokerTls": 1 } ] }
            """);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["provision", "--port", "nowhere", "--config", config, "--offline", .. KeyOption]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains($"{config}:3:5: nodes[1]: configuration: brokerTls is 1, and there is no CA certificate", program.Error);
    }

    [Fact]
    public async Task Names_the_ports_there_are_where_one_cannot_be_opened()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["provision", "--port", "/dev/no-such-port", "--site", "plant", "--node", "fan-1", "--offline", .. KeyOption]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("Cannot open the serial port /dev/no-such-port", program.Error);
    }

    [Fact]
    public async Task Writes_what_the_flasher_needs()
    {
        string bench = Path.Combine(folder, "bench");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["provision", "--port", "COM5", "--site", "plant", "--node", "fan-7", "--wifi-ssid", "hall", "--broker", "10.0.0.5:1884", "--set", "i2cDataPin=21", "--write-nanoff", bench, .. KeyOption]);

        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("nanoff --filedeployment " + Path.Combine(bench, "files.json"), program.Output);
        Assert.Contains("Delete them", program.Error);
        NodeConfiguration written = NodeConfiguration.Decode(File.ReadAllBytes(Path.Combine(bench, "config.a")));
        Assert.Equal(("fan-7", "10.0.0.5", 1884, 21), (written.Node, written.BrokerHost, written.BrokerPort, written.I2cDataPin));
        Assert.Equal(key.DeriveNodeKey("plant", "fan-7"), written.NodeKey);
    }

    [Fact]
    public async Task Gives_nodes_an_account_of_their_own_at_the_broker_it_reaches_over_TLS()
    {
        string bench = Path.Combine(folder, "bench");
        string broker = Path.Combine(folder, "broker");
        using NanoMonitorProgram files = await NanoMonitorProgram.RunAsync(
            ["broker-config", "--out", broker, "--host", "plant-broker", "--add", "plant/fan-7", .. KeyOption]);
        Assert.True(files.ExitCode == 0, files.Error);
        string authority = Path.Combine(broker, "ca.pem");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["provision", "--port", "COM5", "--site", "plant", "--node", "fan-7", "--wifi-ssid", "hall",
                "--broker", "plant-broker", "--broker-ca", authority, "--broker-user", "host", "--write-nanoff", bench, .. KeyOption]);

        Assert.True(program.ExitCode == 0, program.Error);
        NodeConfiguration written = NodeConfiguration.Decode(File.ReadAllBytes(Path.Combine(bench, "config.a")));
        Assert.Equal(("plant-broker", 8883, 1), (written.BrokerHost, written.BrokerPort, written.BrokerTls));
        Assert.Equal(("plant/fan-7", key.DeriveBrokerPassword("plant/fan-7")), (written.BrokerUser, written.BrokerPassword));
        Assert.Equal(File.ReadAllBytes(authority), File.ReadAllBytes(Path.Combine(bench, "ca.pem")));
        Assert.DoesNotContain(written.BrokerPassword, program.Output + program.Error);
    }

    [Fact]
    public async Task Says_what_is_missing_where_nobody_can_be_asked()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["provision", "--port", "COM5", "--site", "plant", "--write-nanoff", Path.Combine(folder, "bench"), .. KeyOption]);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("--node is missing", program.Error);
    }

    private static VirtualNode StartNode(int seed)
    {
        VirtualNode node = VirtualNode.Unprovisioned(new NodeConfiguration { Node = "blank", TemperatureSensor = NodeConfiguration.Mcp9808 }, MachineKind.All[0].Create(seed), seed);
        node.Board.Clock.Speed = 20;
        node.Board.Clock.HorizonMicroseconds = long.MaxValue;
        node.Start();
        return node;
    }

    private string WriteConfig(string json)
    {
        string path = Path.Combine(folder, "nodes.json");
        File.WriteAllText(path, json);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }
}
