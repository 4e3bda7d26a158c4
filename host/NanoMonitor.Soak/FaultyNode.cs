using System.Globalization;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Soak;

/// <summary>A virtual node with the unmodified firmware to which faults happen, and the ledgers of what it stores and says.</summary>
internal sealed class FaultyNode : IDisposable
{
    private readonly Dictionary<FaultKind, double> until = [];
    private readonly Dictionary<FaultKind, int> faults = [];
    private readonly List<string> findings = [];
    private double? cutShare;
    private double cutForSeconds;
    private double powerBackAt;
    private int powerOns;

    /// <param name="configuration">Its provisioning.</param>
    /// <param name="seed">Of board, sensor and machine.</param>
    /// <param name="machineSeconds">From then on the machine runs for good.</param>
    /// <param name="messages">What the broker accepts of it.</param>
    /// <param name="brokerPort">Where the broker listens on this computer.</param>
    public FaultyNode(NodeConfiguration configuration, int seed, double machineSeconds, MessageLedger messages, int brokerPort)
    {
        Messages = messages;
        Node = VirtualNode.OnMachine(configuration, new SoakMachine(seed, machineSeconds), seed, frameCapacity: 1);
        Node.Board.Network.MapBroker(configuration.BrokerHost, "127.0.0.1", brokerPort);
        Stored = new StorageLedger(Node.Board.Storage, messages, configuration);
        Node.Board.Storage.PowerCutAt = AtOperation;
        Node.Board.Output.Written += (at, line) =>
        {
            if (line.Contains("restarting after", StringComparison.Ordinal))
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"at {at * 1e-6:F0} s: {line}"));
            }
        };
    }

    /// <summary>Raised before a change of the drive, on the firmware's thread.</summary>
    public event Action<StorageOperation>? StorageChanging;

    public VirtualNode Node { get; }

    public MessageLedger Messages { get; }

    public StorageLedger Stored { get; }

    /// <summary>Faults that came to pass, by kind.</summary>
    public IReadOnlyDictionary<FaultKind, int> Faults => faults;

    /// <summary>Simulated seconds since it was made.</summary>
    public double NowSeconds => Node.Board.Clock.NowMicroseconds * 1e-6;

    /// <summary>Whether all it had to say is said, and nothing is under way.</summary>
    public bool IsQuiet => Stored.Left == 0 && (Node.Configuration.Mode != NodeConfiguration.DutyCycled || Node.Board.State == BoardState.Asleep);

    /// <summary>A node that takes its date from a time server and, where it sleeps, wakes every five minutes.</summary>
    /// <param name="site">Of the node.</param>
    /// <param name="name">Of the node.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="isDutyCycled">Whether it sleeps.</param>
    public static NodeConfiguration ConfigurationOf(string site, string name, byte[] key, bool isDutyCycled) => new()
    {
        Site = site,
        Node = name,
        NodeKey = key,
        BrokerHost = "broker",
        WifiSsid = "hall",
        TimeServer = "time",
        TemperatureSensor = NodeConfiguration.Mcp9808,
        SampleRateHz = 100,
        WindowLength = 128,
        TelemetrySeconds = 900,
        FeaturesSeconds = 3600,
        Mode = isDutyCycled ? NodeConfiguration.DutyCycled : NodeConfiguration.Continuous,
        DutyWindows = 4,
        DutySleepSeconds = 300,
    };

    /// <summary>The feature spec of a configuration.</summary>
    public static FeatureSpec SpecOf(NodeConfiguration configuration) => new(
        SensorFamily.Mpu6886,
        configuration.RangeG,
        32768 / configuration.RangeG,
        16,
        configuration.SampleRateHz * 1000,
        3,
        configuration.WindowLength,
        configuration.WindowLength,
        16,
        FeatureSpec.Crest | FeatureSpec.Kurtosis);

    public void PowerOn()
    {
        powerBackAt = 0;
        powerOns++;
        Node.Start();
    }

    /// <summary>Lets it run, and what is over be over.</summary>
    public void Advance(double seconds)
    {
        Node.Board.Clock.AdvanceBy((long)(seconds * 1e6));
        foreach ((FaultKind kind, double endsAt) in until.ToArray())
        {
            if (NowSeconds >= endsAt)
            {
                End(kind);
            }
        }

        if (Node.Board.State == BoardState.Off)
        {
            if (powerBackAt == 0)
            {
                powerBackAt = NowSeconds + cutForSeconds;
            }

            if (NowSeconds >= powerBackAt)
            {
                PowerOn();
            }
        }
    }

    /// <summary>A fault of its own begins; those of the broker are somebody else's.</summary>
    public void Begin(Fault fault)
    {
        bool hasPower = Node.Board.State != BoardState.Off;
        switch (fault.Kind)
        {
            case FaultKind.BrokerSilence:
                Node.Board.Network.BrokerSilent = true;
                break;
            case FaultKind.WifiLoss:
                Node.Board.Network.Online = false;
                break;
            case FaultKind.DnsFailure:
                Node.Board.Network.DnsFails = true;
                break;
            case FaultKind.BusDeath:
                Node.Accelerometer.Bus.DieFor(Node.Board.Clock.NowMicroseconds, (long)(fault.ForSeconds * 1e6));
                break;
            case FaultKind.PowerCut when hasPower:
                cutForSeconds = fault.ForSeconds;
                Node.Board.PowerCut();
                break;
            case FaultKind.PowerCutInWrite when hasPower:
                cutForSeconds = fault.ForSeconds;
                cutShare = fault.Share;
                return;
            case FaultKind.ClockJump:
                Node.Board.JumpTimeOfDay(TimeSpan.FromDays((fault.Share - 0.5) * 730));
                break;
            default:
                return;
        }

        Count(fault.Kind);
        if (fault.Kind is FaultKind.BrokerSilence or FaultKind.WifiLoss or FaultKind.DnsFailure)
        {
            until[fault.Kind] = Math.Max(until.GetValueOrDefault(fault.Kind), NowSeconds + fault.ForSeconds);
        }
    }

    /// <summary>Whatever is still wrong ends, and what was to come does not.</summary>
    public void EndFaults()
    {
        foreach (FaultKind kind in until.Keys.ToArray())
        {
            End(kind);
        }

        cutShare = null;
    }

    /// <summary>What is wrong after the calm; empty where it is well and the broker has all it had stored.</summary>
    public IReadOnlyList<string> Judge()
    {
        findings.AddRange(Messages.Findings);
        findings.AddRange(Stored.Findings);
        Require(Stored.Left == 0, () => $"{Stored.Left} messages are still on the drive after the calm");
        Require(Node.Board.State is BoardState.Running or BoardState.Asleep, () => $"the board is {Node.Board.State}: {Node.Board.Fault}");
        JudgeBirth();
        RequireNoHole("event", Messages.Events, Stored.EventsDropped);
        RequireNoHole("telemetry", Messages.Telemetry.Keys.ToHashSet(), Stored.TelemetryDropped);
        JudgeTelemetry();
        return findings;
    }

    public void Dispose() => Node.Dispose();

    private void End(FaultKind kind)
    {
        until.Remove(kind);
        switch (kind)
        {
            case FaultKind.BrokerSilence:
                Node.Board.Network.BrokerSilent = false;
                break;
            case FaultKind.WifiLoss:
                Node.Board.Network.Online = true;
                break;
            case FaultKind.DnsFailure:
                Node.Board.Network.DnsFails = false;
                break;
        }
    }

    // On the firmware's thread.
    private int? AtOperation(StorageOperation operation)
    {
        if (cutShare is not double share)
        {
            Note(operation);
            return null;
        }

        cutShare = null;
        Count(FaultKind.PowerCutInWrite);
        int cut = operation.ByteCount == 0 ? (share < 0.5 ? 0 : 1) : (int)(share * (operation.ByteCount + 1));
        if (cut > 0)
        {
            Note(operation);
        }

        return cut;
    }

    private void Note(StorageOperation operation)
    {
        Stored.Note(operation);
        StorageChanging?.Invoke(operation);
    }

    private void Count(FaultKind kind) => faults[kind] = faults.GetValueOrDefault(kind) + 1;

    private void JudgeBirth()
    {
        if (Messages.Birth is not Birth birth)
        {
            findings.Add("the node never introduced itself");
            return;
        }

        Require(birth.Faults == 0 && birth.WatchdogRestarts == 0, () => $"{birth.Faults} restarts after faults, {birth.WatchdogRestarts} by the watchdog");
        Require(
            birth.PowerOns <= powerOns && birth.BootId == birth.PowerOns + birth.PlannedRestarts,
            () => $"boot {birth.BootId}, {birth.PowerOns} power-ons by its count, {powerOns} in truth, {birth.PlannedRestarts} restarts");
        Require(birth.StorageStatus == "ok", () => "storage: " + birth.StorageStatus);
    }

    // Whatever was given a number has come, or was dropped by a full store. What was never stored is the end of its boot.
    private void RequireNoHole(string what, IReadOnlySet<(int Boot, int Sequence)> accepted, HashSet<(int Boot, int Sequence)> dropped)
    {
        foreach (IGrouping<int, (int Boot, int Sequence)> boot in accepted.Concat(dropped).GroupBy(id => id.Boot))
        {
            int last = boot.Max(id => id.Sequence);
            int[] missing = [.. Enumerable.Range(1, last).Except(boot.Select(id => id.Sequence))];
            Require(missing.Length == 0, () => $"{what}: boot {boot.Key} lacks {string.Join(", ", missing.Take(5))} of {last}");
        }
    }

    private void JudgeTelemetry()
    {
        foreach (IGrouping<int, Telemetry> boot in Messages.Telemetry.Values.GroupBy(summary => summary.BootId))
        {
            Telemetry[] inOrder = [.. boot.OrderBy(summary => summary.Sequence)];
            bool grows = inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First.UptimeMs < pair.Second.UptimeMs && pair.First.WindowsJudged <= pair.Second.WindowsJudged);
            Require(grows, () => $"telemetry of boot {boot.Key}: uptime or windows go back");
            Telemetry last = inOrder[^1];
            int[] features = [.. Messages.Features.Where(id => id.Boot == boot.Key).Select(id => id.Sequence)];
            int holes = features.Length == 0 ? 0 : features.Max() - features.Length;
            Require(
                holes <= last.MessagesDropped || boot.Key != Messages.Birth?.BootId,
                () => $"boot {boot.Key}: {holes} feature messages missing, {last.MessagesDropped} dropped by its count");
        }
    }

    private void Require(bool holds, Func<string> finding)
    {
        if (!holds)
        {
            findings.Add(finding());
        }
    }
}
