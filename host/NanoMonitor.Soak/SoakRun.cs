using System.Diagnostics;
using System.Globalization;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Soak;

/// <summary>
/// One virtual node with the unmodified firmware through a storm of faults and the calm after it, with a model update in
/// the midst. In the end it must be well, and the sequence numbers must show that nothing it had stored is lost but what its
/// bounds made it drop.
/// </summary>
public sealed class SoakRun : IDisposable
{
    private const double StepSeconds = 20;
    private const double CalmSeconds = 4 * 3600;
    private const int ChunkBytes = 1024;
    private const int SampleRateHz = 100;

    private readonly SoakPlan plan;
    private readonly NodeConfiguration configuration;
    private readonly MessageLedger messages;
    private readonly StorageLedger stored;
    private readonly SoakBroker broker;
    private readonly VirtualNode node;
    private readonly FeatureSpec spec;
    private readonly Dictionary<FaultKind, double> until = [];
    private readonly Dictionary<FaultKind, int> faults = [];
    private readonly List<string> findings = [];
    private double? cutShare;
    private double cutForSeconds;
    private double powerBackAt;
    private int powerOns;
    private int generation = 1;

    private SoakRun(SoakPlan plan)
    {
        this.plan = plan;
        configuration = ConfigurationOf(plan);
        NodeKeys keys = new(configuration.NodeKey);
        messages = new MessageLedger(keys);
        broker = new SoakBroker(messages.Take);
        node = VirtualNode.OnMachine(configuration, new SoakMachine(plan.Seed, plan.Hours * 3600), plan.Seed, frameCapacity: 1);
        node.Board.Network.MapBroker(configuration.BrokerHost, "127.0.0.1", broker.Port);
        stored = new StorageLedger(node.Board.Storage, messages, configuration);
        node.Board.Storage.PowerCutAt = AtOperation;
        node.Board.Output.Written += (at, line) =>
        {
            if (line.Contains("restarting after", StringComparison.Ordinal))
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"at {at * 1e-6:F0} s: {line}"));
            }
        };
        int length = configuration.WindowLength;
        spec = new FeatureSpec(
            SensorFamily.Mpu6886, configuration.RangeG, 32768 / configuration.RangeG, 16, SampleRateHz * 1000, 3, length, length, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis);
    }

    private double NowSeconds => node.Board.Clock.NowMicroseconds * 1e-6;

    /// <summary>Runs a plan to its end.</summary>
    public static SoakResult Run(SoakPlan plan, CancellationToken cancellationToken = default)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using SoakRun run = new(plan);
        run.Storm(cancellationToken);
        run.Calm(cancellationToken);
        run.Judge();
        return run.Result(watch.Elapsed);
    }

    public void Dispose()
    {
        node.Dispose();
        broker.Dispose();
    }

    private static NodeConfiguration ConfigurationOf(SoakPlan plan) => new()
    {
        Site = "soak",
        Node = FormattableString.Invariant($"node-{plan.Seed}"),
        NodeKey = [.. Enumerable.Range(0, 32).Select(i => (byte)(i + plan.Seed))],
        BrokerHost = "broker",
        WifiSsid = "hall",
        TimeServer = "time",
        TemperatureSensor = NodeConfiguration.Mcp9808,
        SampleRateHz = SampleRateHz,
        WindowLength = 128,
        TelemetrySeconds = 900,
        FeaturesSeconds = 3600,
        Mode = plan.DutyCycled ? NodeConfiguration.DutyCycled : NodeConfiguration.Continuous,
        DutyWindows = 4,
        DutySleepSeconds = 300,
    };

    private void Storm(CancellationToken cancellationToken)
    {
        Queue<Fault> coming = new(FaultStorm.Of(plan.Seed, plan.Hours * 3600));
        double updateAt = plan.Hours * 1800;
        PublishModel();
        PowerOn();
        while (NowSeconds < plan.Hours * 3600)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
            while (coming.TryPeek(out Fault? next) && next.AtSeconds <= NowSeconds)
            {
                Begin(coming.Dequeue());
            }

            if (generation == 1 && NowSeconds >= updateAt && broker.IsRunning)
            {
                generation = 2;
                PublishModel();
            }
        }
    }

    private void Calm(CancellationToken cancellationToken)
    {
        foreach (FaultKind kind in until.Keys.ToArray())
        {
            End(kind);
        }

        cutShare = null;
        double end = NowSeconds + CalmSeconds;
        while (NowSeconds < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
        }

        // Until a moment at which nothing is under way.
        for (int i = 0; i < 1000 && !IsQuiet(); i++)
        {
            node.Board.Clock.AdvanceBy(1_000_000);
        }
    }

    private bool IsQuiet() => stored.Left == 0 && (!plan.DutyCycled || node.Board.State == BoardState.Asleep);

    private void Step()
    {
        node.Board.Clock.AdvanceBy((long)(StepSeconds * 1e6));
        foreach ((FaultKind kind, double endsAt) in until.ToArray())
        {
            if (NowSeconds >= endsAt)
            {
                End(kind);
            }
        }

        if (node.Board.State == BoardState.Off)
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

    private void PowerOn()
    {
        powerBackAt = 0;
        powerOns++;
        node.Start();
    }

    private void Begin(Fault fault)
    {
        bool hasPower = node.Board.State != BoardState.Off;
        switch (fault.Kind)
        {
            case FaultKind.BrokerRestart:
                broker.Stop();
                break;
            case FaultKind.BrokerSilence:
                node.Board.Network.BrokerSilent = true;
                break;
            case FaultKind.WifiLoss:
                node.Board.Network.Online = false;
                break;
            case FaultKind.DnsFailure:
                node.Board.Network.DnsFails = true;
                break;
            case FaultKind.BusDeath:
                node.Accelerometer.Bus.DieFor(node.Board.Clock.NowMicroseconds, (long)(fault.ForSeconds * 1e6));
                break;
            case FaultKind.PowerCut when hasPower:
                cutForSeconds = fault.ForSeconds;
                node.Board.PowerCut();
                break;
            case FaultKind.PowerCutInWrite when hasPower:
                cutForSeconds = fault.ForSeconds;
                cutShare = fault.Share;
                return;
            case FaultKind.ClockJump:
                node.Board.JumpTimeOfDay(TimeSpan.FromDays((fault.Share - 0.5) * 730));
                break;
            default:
                return;
        }

        Count(fault.Kind);
        if (fault.Kind is FaultKind.BrokerRestart or FaultKind.BrokerSilence or FaultKind.WifiLoss or FaultKind.DnsFailure)
        {
            until[fault.Kind] = Math.Max(until.GetValueOrDefault(fault.Kind), NowSeconds + fault.ForSeconds);
        }
    }

    private void End(FaultKind kind)
    {
        until.Remove(kind);
        switch (kind)
        {
            case FaultKind.BrokerRestart:
                broker.Start();
                PublishModel();
                break;
            case FaultKind.BrokerSilence:
                node.Board.Network.BrokerSilent = false;
                break;
            case FaultKind.WifiLoss:
                node.Board.Network.Online = true;
                break;
            case FaultKind.DnsFailure:
                node.Board.Network.DnsFails = false;
                break;
        }
    }

    // On the firmware's thread.
    private int? AtOperation(StorageOperation operation)
    {
        if (cutShare is not double share)
        {
            stored.Note(operation);
            return null;
        }

        cutShare = null;
        Count(FaultKind.PowerCutInWrite);
        int cut = operation.ByteCount == 0 ? (share < 0.5 ? 0 : 1) : (int)(share * (operation.ByteCount + 1));
        if (cut > 0)
        {
            stored.Note(operation);
        }

        return cut;
    }

    private void Count(FaultKind kind) => faults[kind] = faults.GetValueOrDefault(kind) + 1;

    private void PublishModel()
    {
        byte[] package = SoakTable.Create(spec, (short)generation);
        byte[] digest = PackageDigest.Of(package, ChunkBytes);
        for (int i = 0; i < PackageDigest.ChunkCount(package.Length, ChunkBytes); i++)
        {
            broker.Retain(Topics.OfChunk(digest, i), PackageDigest.Chunk(package, ChunkBytes, i));
        }

        ModelManifest manifest = new()
        {
            Counter = generation,
            Generation = generation,
            FeatureSpecHash = spec.Hash,
            Digest = digest,
            PackageBytes = package.Length,
            ChunkBytes = ChunkBytes,
            ModelId = "soak",
        };
        byte[] key = new NodeKeys(configuration.NodeKey).Down;
        broker.Retain(Topics.Of(configuration.Site, configuration.Node, Topics.ModelDesired), manifest.Encode(key, configuration.Site, configuration.Node));
    }

    private void Judge()
    {
        findings.AddRange(messages.Findings);
        findings.AddRange(stored.Findings);
        Require(stored.Left == 0, () => $"{stored.Left} messages are still on the drive after the calm");
        Require(node.Board.State is BoardState.Running or BoardState.Asleep, () => $"the board is {node.Board.State}: {node.Board.Fault}");
        Require(messages.State == HealthState.Name(HealthState.Healthy), () => $"the state is {messages.State}, not healthy");
        Require(
            messages.Report is { Status: ModelReport.Confirmed } report && report.Generation == generation && report.RunningGeneration == generation,
            () => $"generation {generation} is not confirmed: {messages.Report?.Status} {messages.Report?.Reason} ({messages.Report?.Generation})");
        JudgeBirth();
        RequireNoHole("event", messages.Events, stored.EventsDropped);
        RequireNoHole("telemetry", messages.Telemetry.Keys.ToHashSet(), stored.TelemetryDropped);
        JudgeTelemetry();
    }

    private void JudgeBirth()
    {
        if (messages.Birth is not Birth birth)
        {
            findings.Add("the node never introduced itself");
            return;
        }

        Require(birth.Faults == 0 && birth.WatchdogRestarts == 0, () => $"{birth.Faults} restarts after faults, {birth.WatchdogRestarts} by the watchdog");
        Require(birth.PowerOns <= powerOns && birth.BootId == birth.PowerOns, () => $"boot {birth.BootId}, {birth.PowerOns} power-ons by its count, {powerOns} in truth");
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
        foreach (IGrouping<int, Telemetry> boot in messages.Telemetry.Values.GroupBy(summary => summary.BootId))
        {
            Telemetry[] inOrder = [.. boot.OrderBy(summary => summary.Sequence)];
            bool grows = inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First.UptimeMs < pair.Second.UptimeMs && pair.First.WindowsJudged <= pair.Second.WindowsJudged);
            Require(grows, () => $"telemetry of boot {boot.Key}: uptime or windows go back");
            Telemetry last = inOrder[^1];
            int[] features = [.. messages.Features.Where(id => id.Boot == boot.Key).Select(id => id.Sequence)];
            int holes = features.Length == 0 ? 0 : features.Max() - features.Length;
            Require(
                holes <= last.MessagesDropped || boot.Key != messages.Birth?.BootId,
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

    private SoakResult Result(TimeSpan wallTime) => new()
    {
        Plan = plan,
        Findings = findings,
        Faults = faults,
        Starts = node.Board.BootCount,
        Boots = messages.Birth?.BootId ?? 0,
        Events = messages.EventCount,
        Telemetry = messages.TelemetryCount,
        FeatureMessages = messages.FeatureCount,
        Duplicates = messages.Duplicates,
        Dropped = stored.EventsDropped.Count + stored.TelemetryDropped.Count,
        Writes = stored.Writes,
        WrittenBytes = stored.WrittenBytes,
        WallTime = wallTime,
    };
}
