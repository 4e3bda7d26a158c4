using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.VirtualBoard.Serial;

namespace NanoMonitor.Cli.Simulate;

/// <summary>Virtual nodes on simulated machines that run freely against a broker until they are disposed.</summary>
internal sealed class SimulatedNodes : IDisposable
{
    // Nobody reads the frames here.
    private const int FrameCapacity = 1 << 12;

    private const string SerialPort = "COM1";

    private readonly List<VirtualNode> nodes = [];
    private readonly List<PseudoTerminal> terminals = [];

    public SimulatedNodes(SimulationPlan plan, BrokerAddress broker, FleetKey key)
    {
        foreach (MachineKind kind in plan.Machines)
        {
            for (int i = 1; i <= plan.Count; i++)
            {
                nodes.Add(Create(plan, kind, $"{kind.Name}-{i}", plan.Seed + nodes.Count, broker, key));
            }
        }

        if (plan.WithSerial)
        {
            nodes.ForEach(AttachTerminal);
        }
    }

    /// <summary>Names of nodes, and the path of each one's serial port; empty where they have none.</summary>
    public IEnumerable<(string Name, string Path)> SerialPorts => Names.Zip(terminals.Select(terminal => terminal.Path));

    /// <summary>Their names within the site.</summary>
    public IEnumerable<string> Names => nodes.Select(node => node.Configuration.Node);

    /// <summary>Puts power on.</summary>
    public void Start(double speed)
    {
        foreach (VirtualNode node in nodes)
        {
            node.Board.Clock.Speed = speed;
            node.Board.Clock.HorizonMicroseconds = long.MaxValue;
            node.Start();
        }
    }

    /// <summary>Ends with an exception as soon as a node's firmware has crashed.</summary>
    public async Task WatchForFaultsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (nodes.Find(node => node.Board.Fault is not null) is { } crashed)
            {
                throw new FleetException($"The firmware of {crashed.Configuration.Node} has crashed: {crashed.Board.Fault!.Message}", crashed.Board.Fault);
            }
        }
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        terminals.ForEach(terminal => terminal.Dispose());
    }

    private void AttachTerminal(VirtualNode node)
    {
        if (!PseudoTerminal.IsSupported)
        {
            throw new FleetException("--serial needs pseudo terminals, which exist on Linux and macOS.");
        }

        PseudoTerminal terminal = PseudoTerminal.Open();
        terminals.Add(terminal);
        node.Board.Serial.Attach(SerialPort, terminal.Stream);
    }

    private static VirtualNode Create(
        SimulationPlan plan, MachineKind kind, string name, int seed, BrokerAddress broker, FleetKey key)
    {
        Machine machine = kind.Create(seed);
        if (plan.FaultAfterMinutes is { } minutes)
        {
            machine.Fault = new FaultSchedule(60.0 * minutes, 60.0 * plan.FaultGrowthMinutes, FinalSeverity: 1);
        }

        // As at provisioning: what an earlier simulation was told over the air went with its storage.
        var id = new NodeId(plan.Site, name);
        NodeKeyId newest = key.NewestOf(id);
        var configuration = new NodeConfiguration
        {
            Site = plan.Site,
            Node = name,
            MachineClass = kind.Name,
            NodeKey = key.DeriveNodeKey(id, newest),
            KeyEpoch = newest.Epoch,
            BrokerHost = broker.Host,
            BrokerPort = broker.Port,
            WifiSsid = "simulation",
            TemperatureSensor = NodeConfiguration.Mcp9808,
            SampleRateHz = kind.SampleRateHz,
        };
        return plan.WithSerial
            ? VirtualNode.Unprovisioned(configuration, machine, seed)
            : VirtualNode.OnMachine(configuration, machine, seed, FrameCapacity);
    }
}
