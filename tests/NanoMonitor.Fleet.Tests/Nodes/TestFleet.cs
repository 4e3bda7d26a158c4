using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Tests.Broker;

namespace NanoMonitor.Fleet.Tests.Nodes;

/// <summary>A broker, a fleet key, one node, and the host's connection.</summary>
public sealed class TestFleet : IAsyncDisposable
{
    private readonly IAsyncDisposable broker;

    private TestFleet(IAsyncDisposable broker, BrokerConnection connection, FleetKey key, TestNode node)
    {
        this.broker = broker;
        Connection = connection;
        Key = key;
        Node = node;
    }

    public static NodeId Id { get; } = new("plant", "fan-1");

    public BrokerConnection Connection { get; }

    public FleetKey Key { get; }

    public TestNode Node { get; }

    public static async Task<TestFleet> StartAsync(string brokerName = TestBrokers.Embedded, FleetKey? key = null)
    {
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(brokerName);
        key ??= FleetKey.Create();
        TestNode node = await TestNode.StartAsync(address, Id, key);
        return new TestFleet(broker, await BrokerConnection.ConnectAsync(new BrokerOptions(address), default), key, node);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Connection.DisposeAsync();
        await broker.DisposeAsync();
    }
}
