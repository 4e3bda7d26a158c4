using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Fleet.Tests.Provisioning;

public sealed class ProvisioningFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-provisioning-").FullName;
    private readonly FleetKey key = FleetKey.Create();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Nodes_have_the_shared_fields_and_their_own()
    {
        IReadOnlyList<SettingsBuilder> nodes = Read("""
            {
              "format": "nanomonitor-provisioning/1",
              "fields": { "site": "plant", "brokerHost": "10.0.0.5", "brokerPort": 8883, "wifiSsid": "hall", "machineClass": "fan" },
              "nodes": [ { "node": "fan-1" }, { "node": "pump-1", "machineClass": "pump", "rangeG": 4 } ]
            }
            """);
        NodeConfiguration[] built = [.. nodes.Select(node => node.Build(key, "COM2").Configuration)];

        Assert.Equal([("fan-1", "fan", 8), ("pump-1", "pump", 4)], built.Select(node => (node.Node, node.MachineClass, node.RangeG)));
        Assert.All(built, node => Assert.Equal(("plant", "10.0.0.5", 8883, "COM2"), (node.Site, node.BrokerHost, node.BrokerPort, node.ImprovPort)));
        Assert.All(built, node => Assert.Equal(key.DeriveNodeKey("plant", node.Node), node.NodeKey));
    }

    [Theory]
    [InlineData("{ \"format\": \"other\", \"nodes\": [] }", ":1:13: format: 'nanomonitor-provisioning/1' is expected")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"nodes\": [] }", ":2:11: nodes: at least one node is expected")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"nodes\": [ { \"site\": \"plant\" } ] }", ":2:13: nodes[0]: the field \"node\" is missing")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"nodes\": [\n { \"node\": \"Fan\" } ] }", ":3:12: nodes[0].node: node: 'Fan' is not a name")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"nodes\": [\n { \"node\": \"a\" },\n { \"node\": \"a\" } ] }", ":4:2: nodes[1]: the node /a comes twice")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"fields\": { \"brokerPort\": 0 }, \"nodes\": [ { \"node\": \"a\" } ] }", ":2:28: fields.brokerPort: brokerPort: '0' is not a whole number")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"fields\": { \"brokerHots\": \"x\" }, \"nodes\": [ { \"node\": \"a\" } ] }", ":2:28: fields.brokerHots:")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"fields\": { \"nodeKey\": \"00\" }, \"nodes\": [ { \"node\": \"a\" } ] }", ":2:25: fields.nodeKey: the node key is derived from the fleet key")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"extra\": 1, \"nodes\": [ { \"node\": \"a\" } ] }", ":2:11: extra is not a known field")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"caCertificate\": \"no.pem\", \"nodes\": [ { \"node\": \"a\" } ] }", ":2:19: caCertificate: cannot be read")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"fields\": { \"wifiPassword\": { \"environment\": \"NO_SUCH_VARIABLE_HERE\" } }, \"nodes\": [ { \"node\": \"a\" } ] }", "fields.wifiPassword.environment: the environment has no NO_SUCH_VARIABLE_HERE")]
    [InlineData("{ \"format\": \"nanomonitor-provisioning/1\",\n \"fields\": { \"wifiPassword\": { } }, \"nodes\": [ { \"node\": \"a\" } ] }", "fields.wifiPassword: either \"environment\" or \"file\" is expected")]
    public void Says_what_is_wrong_and_where(string json, string complaint)
    {
        DatasetException e = Assert.Throws<DatasetException>(() => Read(json));

        Assert.Contains(Path.Combine(folder, "nodes.json"), e.Message);
        Assert.Contains(complaint, e.Message);
    }

    [Fact]
    public void Says_at_which_node_fields_do_not_go_together()
    {
        SettingsBuilder node = Read("""
            { "format": "nanomonitor-provisioning/1",
              "nodes": [
                { "site": "plant", "node": "fan-1", "brokerHost": "b", "ledPin": 5, "buttonPin": 5 } ] }
            """).Single();
        DatasetException e = Assert.Throws<DatasetException>(() => node.Build(key, ""));

        Assert.Contains("nodes.json:3:5: nodes[0]: configuration: ledPin and buttonPin are both GPIO 5", e.Message);
    }

    [SkippableFact]
    public void A_password_may_stand_in_a_file_of_its_owner_alone()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix permissions");
        const string Json = """{ "format": "nanomonitor-provisioning/1", "nodes": [ { "node": "a", "wifiPassword": "secret word" } ] }""";
        Assert.Equal("secret word", Read(Json).Single().Get("wifiPassword"));

        DatasetException e = Assert.Throws<DatasetException>(() => Read(Json, OwnerOnly | UnixFileMode.GroupRead));
        Assert.Contains("chmod 600", e.Message);
        Assert.DoesNotContain("secret word", e.Message);
    }

    [Fact]
    public void A_password_may_come_from_another_file()
    {
        File.WriteAllText(Path.Combine(folder, "wifi.txt"), "secret word\n");
        SettingsBuilder node = Read("""{ "format": "nanomonitor-provisioning/1", "nodes": [ { "node": "a", "wifiPassword": { "file": "wifi.txt" } } ] }""").Single();

        Assert.Equal("secret word", node.Get("wifiPassword"));
    }

    [Fact]
    public void A_password_that_is_too_long_is_refused_without_being_shown()
    {
        string password = new('s', 65);
        DatasetException e = Assert.Throws<DatasetException>(() =>
            Read($$"""{ "format": "nanomonitor-provisioning/1", "nodes": [ { "node": "a", "wifiPassword": "{{password}}" } ] }"""));

        Assert.DoesNotContain(password, e.Message);
    }

    private IReadOnlyList<SettingsBuilder> Read(string json, UnixFileMode mode = OwnerOnly)
    {
        string path = Path.Combine(folder, "nodes.json");
        File.WriteAllText(path, json);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return ProvisioningFile.Read(path);
    }
}
