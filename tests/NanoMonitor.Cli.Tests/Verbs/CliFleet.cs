using System.Net;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

/// <summary>A broker, a key file, a folder, and one node that the program is run against.</summary>
public sealed class CliFleet : IAsyncDisposable
{
    private readonly EmbeddedBroker broker;

    private CliFleet(EmbeddedBroker broker, string folder, TestNode node)
    {
        this.broker = broker;
        Folder = folder;
        Node = node;
    }

    /// <summary>A folder that ends with the fleet.</summary>
    public string Folder { get; }

    public TestNode Node { get; }

    /// <summary>The options that name node, broker and key.</summary>
    public string[] NodeOptions => ["--site", "plant", "--node", "fan-1", .. BrokerOptions];

    public string[] BrokerOptions => ["--broker", broker.Address.ToString(), "--key-file", Path.Combine(Folder, "fleet.key")];

    public static async Task<CliFleet> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-").FullName;
        EmbeddedBroker broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        FleetKey key = FleetKeyFile.Create(Path.Combine(folder, "fleet.key"));
        return new CliFleet(broker, folder, await TestNode.StartAsync(broker.Address, new NodeId("plant", "fan-1"), key));
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
