using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Provisioning;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.VirtualBoard.Serial;

namespace NanoMonitor.Fleet.Tests.Provisioning;

/// <summary>A virtual node with the firmware as it is, a Wi-Fi network with a password, and a serial port on which a test plugs cables.</summary>
internal sealed class ProvisioningRig : IDisposable
{
    public const string Ssid = "hall";
    public const string WifiPassword = "the wifi secret";
    public const string BrokerPassword = "the broker secret";
    public const string Port = "COM1";

    /// <summary>Of the simulated node's clock: everything but the sampling goes by in no time.</summary>
    private const double Speed = 50;

    private readonly List<SerialCable> cables = [];

    public ProvisioningRig(NodeConfiguration? old = null)
    {
        var machine = MachineKind.All[0].Create(1);
        Node = old is null ? VirtualNode.Unprovisioned(new NodeConfiguration { Node = "blank", TemperatureSensor = NodeConfiguration.Mcp9808 }, machine, 1) : VirtualNode.OnMachine(old, machine, 1, 1 << 12);
        Node.Board.Network.Ssid = Ssid;
        Node.Board.Network.Password = WifiPassword;
        Node.Board.Clock.Speed = Speed;
        Node.Board.Clock.HorizonMicroseconds = long.MaxValue;
        Node.Start();
    }

    public static ProvisioningPatience Patience { get; } = new()
    {
        Answer = TimeSpan.FromSeconds(2),
        Boot = TimeSpan.FromSeconds(40),
        Wifi = TimeSpan.FromSeconds(4),
        Check = TimeSpan.FromSeconds(60),
        Birth = TimeSpan.FromSeconds(60),
    };

    public static NodeId Id { get; } = new("plant", "fan-1");

    public FleetKey Key { get; } = FleetKey.Create();

    public VirtualNode Node { get; }

    /// <summary>What the two files hold that the node takes its configuration from.</summary>
    public string Files => string.Join(
        '|', new[] { NodeConfiguration.FileA, NodeConfiguration.FileB }.Select(name => Node.Board.Storage.Get(@"I:\" + name)).Select(bytes => bytes is null ? "-" : Convert.ToHexString(bytes)));

    /// <summary>Fields that take little of the simulated node's time: it samples four times a second.</summary>
    public static SettingsBuilder Fields(params (string Name, string Value)[] more)
    {
        var builder = new SettingsBuilder();
        (string, string)[] fields =
        [
            ("site", Id.Site), ("node", Id.Node), ("machineClass", "fan"), ("brokerHost", "broker"), ("wifiSsid", Ssid),
            ("wifiPassword", WifiPassword), ("sampleRateHz", "4"), .. more,
        ];
        foreach ((string name, string value) in fields)
        {
            builder.Set(name, value, what => new InvalidOperationException(what));
        }

        return builder;
    }

    /// <summary>A configuration the node has from before.</summary>
    public static NodeConfiguration Old(FleetKey key) => new()
    {
        Site = "plant",
        Node = "fan-0",
        NodeKey = key.DeriveNodeKey("plant", "fan-0"),
        BrokerHost = "nowhere.invalid",
        WifiSsid = Ssid,
        WifiPassword = WifiPassword,
        SampleRateHz = 4,
        ImprovPort = Port,
        Sequence = 7,
    };

    public NodeSettings Settings(params (string Name, string Value)[] more) => Fields(more).Build(Key, Port);

    /// <summary>Lets the node find a broker under the name <c>broker</c>.</summary>
    public void UseBroker(BrokerAddress address) => Node.Board.Network.MapBroker("broker", address.Host, address.Port);

    /// <summary>Plugs in a new cable and begins a conversation over it.</summary>
    public NodeSession Plug(Func<int, bool, byte[], byte[]>? onFrame = null) => Plug(onFrame, out _);

    /// <summary>As above; gives the line, which counts frames.</summary>
    public NodeSession Plug(Func<int, bool, byte[], byte[]>? onFrame, out FaultyLine line)
    {
        var cable = new SerialCable();
        cables.Add(cable);
        Node.Board.Serial.Attach(Port, cable.Node);
        line = new FaultyLine(cable.Host, onFrame ?? ((_, _, frame) => frame));
        return new NodeSession(Port, line, Patience);
    }

    /// <summary>Plugs in a new cable and gives its end, for frames of a test's own.</summary>
    public Stream PlugBare()
    {
        var cable = new SerialCable();
        cables.Add(cable);
        Node.Board.Serial.Attach(Port, cable.Node);
        return cable.Host;
    }

    /// <summary>Whether a text holds a secret of this fleet.</summary>
    public bool HoldsSecret(string text) =>
        text.Contains(WifiPassword, StringComparison.Ordinal)
        || text.Contains(BrokerPassword, StringComparison.Ordinal)
        || text.Contains(Convert.ToHexString(Key.DeriveNodeKey(Id.Site, Id.Node)), StringComparison.OrdinalIgnoreCase);

    public void Dispose()
    {
        Node.Dispose();
        cables.ForEach(cable => cable.Dispose());
    }
}
