using System.Diagnostics;
using System.Globalization;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

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

    private readonly SoakPlan plan;
    private readonly NodeConfiguration configuration;
    private readonly MessageLedger messages;
    private readonly SoakBroker broker;
    private readonly FaultyNode node;
    private readonly FeatureSpec spec;
    private readonly List<string> findings = [];
    private double brokerBackAt;
    private int brokerRestarts;
    private int generation = 1;

    private SoakRun(SoakPlan plan)
    {
        this.plan = plan;
        configuration = FaultyNode.ConfigurationOf(
            "soak",
            FormattableString.Invariant($"node-{plan.Seed}"),
            [.. Enumerable.Range(0, 32).Select(i => (byte)(i + plan.Seed))],
            plan.DutyCycled);
        messages = new MessageLedger(new NodeKeys(configuration.NodeKey));
        broker = new SoakBroker(messages.Take);
        node = new FaultyNode(configuration, plan.Seed, plan.Hours * 3600, messages, broker.Port);
        spec = FaultyNode.SpecOf(configuration);
    }

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

    private void Storm(CancellationToken cancellationToken)
    {
        Queue<Fault> coming = new(FaultStorm.Of(plan.Seed, plan.Hours * 3600));
        double updateAt = plan.Hours * 1800;
        PublishModel();
        node.PowerOn();
        while (node.NowSeconds < plan.Hours * 3600)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
            while (coming.TryPeek(out Fault? next) && next.AtSeconds <= node.NowSeconds)
            {
                Begin(coming.Dequeue());
            }

            if (generation == 1 && node.NowSeconds >= updateAt && broker.IsRunning)
            {
                generation = 2;
                PublishModel();
            }
        }
    }

    private void Calm(CancellationToken cancellationToken)
    {
        node.EndFaults();
        StartBroker();
        double end = node.NowSeconds + CalmSeconds;
        while (node.NowSeconds < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
        }

        // Until a moment at which nothing is under way.
        for (int i = 0; i < 1000 && !node.IsQuiet; i++)
        {
            node.Advance(1);
        }
    }

    private void Step()
    {
        node.Advance(StepSeconds);
        if (node.NowSeconds >= brokerBackAt)
        {
            StartBroker();
        }
    }

    private void Begin(Fault fault)
    {
        if (fault.Kind != FaultKind.BrokerRestart)
        {
            node.Begin(fault);
            return;
        }

        broker.Stop();
        brokerRestarts++;
        brokerBackAt = Math.Max(brokerBackAt, node.NowSeconds + fault.ForSeconds);
    }

    private void StartBroker()
    {
        if (!broker.IsRunning)
        {
            broker.Start();
            PublishModel();
        }
    }

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
        findings.AddRange(node.Judge());
        if (messages.State != HealthState.Name(HealthState.Healthy))
        {
            findings.Add($"the state is {messages.State}, not healthy");
        }

        if (messages.Report is not { Status: ModelReport.Confirmed } report || report.Generation != generation || report.RunningGeneration != generation)
        {
            findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"generation {generation} is not confirmed: {messages.Report?.Status} {messages.Report?.Reason} ({messages.Report?.Generation})"));
        }
    }

    private SoakResult Result(TimeSpan wallTime)
    {
        Dictionary<FaultKind, int> faults = new(node.Faults);
        if (brokerRestarts > 0)
        {
            faults[FaultKind.BrokerRestart] = brokerRestarts;
        }

        return new SoakResult
        {
            Plan = plan,
            Findings = findings,
            Faults = faults,
            Starts = node.Node.Board.BootCount,
            Boots = messages.Birth?.BootId ?? 0,
            Events = messages.EventCount,
            Telemetry = messages.TelemetryCount,
            FeatureMessages = messages.FeatureCount,
            Duplicates = messages.Duplicates,
            Dropped = node.Stored.EventsDropped.Count + node.Stored.TelemetryDropped.Count,
            Writes = node.Stored.Writes,
            WrittenBytes = node.Stored.WrittenBytes,
            WallTime = wallTime,
        };
    }
}
