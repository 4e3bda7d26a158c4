using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Soak.Chaos;

/// <summary>
/// A fleet of virtual nodes with the unmodified firmware gets four rollouts in turn (a first table, a second, one that fails
/// its trials and must go back, and another such that is only given up) while links drop, nodes lose power, the broker forgets everything and the host is
/// killed. In the end every node must run what is desired of it, or say why not.
/// </summary>
public sealed class ChaosRun : IDisposable
{
    private const string Site = "chaos";
    private const double StepSeconds = 20;
    private const double LongestOutageSeconds = 1800;
    private const double MeanBrokerGapSeconds = 1800;
    private const double MeanHostGapSeconds = 900;
    private const double MostCalmSeconds = 12 * 3600;
    private const double KnownShareInStorm = 0.9;
    private const int Workers = 8;

    private static readonly RolloutPolicy patient = new()
    {
        SuccessPercent = 60, FailurePercent = 40, Soak = TimeSpan.Zero, Patience = TimeSpan.FromHours(1), SleepPatience = TimeSpan.FromHours(2), OnFailure = FailureAction.RollBack,
    };

    private readonly ChaosPlan plan;
    private readonly FleetKey key;
    private readonly SoakBroker broker;
    private readonly RolloutFolder folder;
    private readonly ChaosClock clock = new();
    private readonly ChaosHost host;
    private readonly RandomStream random;
    private readonly Dictionary<string, ChaosNode> nodes = [];
    private readonly List<string> findings = [];
    private readonly ChaosRollout[] rollouts;
    private int rollout = -1;
    private int brokerRestarts;
    private double brokerAwayAt;
    private double brokerBackAt;
    private double hostKillAt;
    private double hostBackAt;
    private bool isStorm;

    private ChaosRun(ChaosPlan plan)
    {
        this.plan = plan;
        key = new FleetKey([.. Enumerable.Range(0, FleetKey.Length).Select(i => (byte)(i + plan.Seed))]);
        random = new RandomStream(plan.Seed, "fleet");
        broker = new SoakBroker(Take);
        folder = new RolloutFolder(Directory.CreateTempSubdirectory("nanomonitor-chaos-").FullName);
        host = new ChaosHost(new BrokerAddress("127.0.0.1", broker.Port), key, folder, clock);
        for (int i = 0; i < plan.Nodes; i++)
        {
            ChaosNode node = CreateNode(i);
            nodes.Add(node.Id, node);
        }

        FeatureSpec spec = FaultyNode.SpecOf(nodes.Values.First().Faulty.Node.Configuration);
        rollouts =
        [
            new("first", SoakTable.Create(spec, 1), "5,50%,all", patient, RolloutStatus.Completed),
            new("second", SoakTable.Create(spec, 2), "5,25%,all", patient, RolloutStatus.Completed),
            new("bad", SoakTable.Create(spec, 3, passesTrials: false), "10%,all", patient, RolloutStatus.RolledBack),
            new("bad-again", SoakTable.Create(spec, 4, passesTrials: false), "10%,all", patient with { OnFailure = FailureAction.Pause }, RolloutStatus.Aborted),
        ];
    }

    /// <summary>Runs a plan to its end.</summary>
    public static ChaosResult Run(ChaosPlan plan, CancellationToken cancellationToken = default)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using ChaosRun run = new(plan);
        run.Begin(cancellationToken);
        run.Storm(cancellationToken);
        run.Calm(cancellationToken);
        run.Judge();
        return run.Result(watch.Elapsed);
    }

    public void Dispose()
    {
        host.Dispose();
        foreach (ChaosNode node in nodes.Values)
        {
            node.Dispose();
        }

        broker.Dispose();
        Directory.Delete(folder.Path, recursive: true);
    }

    private ChaosNode CreateNode(int index)
    {
        string name = FormattableString.Invariant($"node-{index + 1}");
        NodeConfiguration configuration = FaultyNode.ConfigurationOf(Site, name, key.DeriveNodeKey(Site, name), isDutyCycled: index % 10 != 9);
        return new ChaosNode(configuration, (plan.Seed * 1000) + index, plan.Hours * 3600, broker.Port);
    }

    // On the broker's threads.
    private void Take(string topic, byte[] payload)
    {
        if (!topic.StartsWith($"{Topics.Root}{Site}/", StringComparison.Ordinal))
        {
            return;
        }

        NodeTopic parts = NodeTopic.Parse(topic);
        ChaosNode node = nodes[$"{parts.Site}/{parts.Node}"];
        if (parts.Leaf == Topics.ModelDesired)
        {
            node.Manifests.Take(payload);
        }
        else
        {
            node.Messages.Take(topic, payload);
        }
    }

    // Every node is known before the storm.
    private void Begin(CancellationToken cancellationToken)
    {
        foreach (ChaosNode node in nodes.Values)
        {
            node.Faulty.PowerOn();
        }

        for (int i = 0; i < 180 && nodes.Values.Any(node => node.Messages.Birth is null); i++)
        {
            Advance(cancellationToken);
        }
    }

    private void Storm(CancellationToken cancellationToken)
    {
        double start = clock.Seconds;
        int index = 0;
        foreach (ChaosNode node in nodes.Values)
        {
            node.Expect(FaultStorm.Of((plan.Seed * 1000) + index++, plan.Hours * 3600)
                .Where(fault => fault.Kind != FaultKind.BrokerRestart)
                .Select(fault => fault with { AtSeconds = fault.AtSeconds + start, ForSeconds = Math.Min(fault.ForSeconds, LongestOutageSeconds) }));
        }

        isStorm = true;
        brokerAwayAt = start + Gap(MeanBrokerGapSeconds);
        hostKillAt = start + Gap(MeanHostGapSeconds);
        while (clock.Seconds < start + (plan.Hours * 3600))
        {
            Step(cancellationToken);
            DisturbBroker();
            DisturbHost();
        }
    }

    private void Calm(CancellationToken cancellationToken)
    {
        isStorm = false;
        StartBroker();
        foreach (ChaosNode node in nodes.Values)
        {
            node.Calm();
        }

        double end = clock.Seconds + MostCalmSeconds;
        while (clock.Seconds < end && !(AreRolloutsOver && nodes.Values.All(IsSettled)))
        {
            Step(cancellationToken);
        }

        // Until a moment at which nothing is under way.
        for (int i = 0; i < 1000 && !nodes.Values.All(node => node.Faulty.IsQuiet); i++)
        {
            Each(node => node.Faulty.Advance(node.Faulty.IsQuiet ? 0 : 1), cancellationToken);
        }
    }

    private bool AreRolloutsOver => rollout == rollouts.Length - 1 && !host.IsAlive && folder.Read(rollouts[^1].Name).IsOver;

    private static bool IsSettled(ChaosNode node) =>
        node.Faulty.Stored.Left == 0 && node.Messages.Report is { Status: not (ModelReport.Receiving or ModelReport.Staged or ModelReport.Testing) } report && report.Counter == node.Manifests.Last?.Counter;

    private void Step(CancellationToken cancellationToken)
    {
        Advance(cancellationToken);
        WorkOnRollouts(cancellationToken);
        if (broker.IsRunning)
        {
            host.AwaitBroker();
        }

        host.LetLook();
    }

    private void Advance(CancellationToken cancellationToken)
    {
        Each(node => node.Advance(StepSeconds), cancellationToken);
        clock.Seconds += StepSeconds;
    }

    // The broker answers on the pool's threads, which the nodes must not take.
    private void Each(Action<ChaosNode> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ConcurrentQueue<ChaosNode> waiting = new(nodes.Values);
        Task[] workers =
        [
            .. Enumerable.Range(0, Workers).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    while (waiting.TryDequeue(out ChaosNode? node))
                    {
                        action(node);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)),
        ];
        Task.WaitAll(workers, CancellationToken.None);
    }

    private double Gap(double mean) => -mean * Math.Log(1 - random.Uniform());

    private void DisturbBroker()
    {
        if (broker.IsRunning && clock.Seconds >= brokerAwayAt)
        {
            broker.Stop();
            brokerRestarts++;
            brokerBackAt = clock.Seconds + (5 * Math.Pow(120, random.Uniform()));
        }
        else if (!broker.IsRunning && clock.Seconds >= brokerBackAt)
        {
            StartBroker();
            brokerAwayAt = clock.Seconds + Gap(MeanBrokerGapSeconds);
        }
    }

    private void StartBroker()
    {
        if (!broker.IsRunning)
        {
            broker.Start();
        }
    }

    private void DisturbHost()
    {
        if (clock.Seconds < hostKillAt)
        {
            return;
        }

        if (host.IsAlive)
        {
            // Somewhere within what it is doing.
            Thread.Sleep((int)(random.Uniform() * 20));
            host.Kill();
        }

        hostBackAt = clock.Seconds + random.Uniform(20, 600);
        hostKillAt = hostBackAt + Gap(MeanHostGapSeconds);
    }

    private void WorkOnRollouts(CancellationToken cancellationToken)
    {
        if (host.IsAlive || !broker.IsRunning || (isStorm && clock.Seconds < hostBackAt))
        {
            return;
        }

        RolloutRecord? record = rollout >= 0 && folder.Names.Contains(rollouts[rollout].Name) ? folder.Read(rollouts[rollout].Name) : null;
        if (record is { Status: RolloutStatus.Paused })
        {
            using RolloutStore store = folder.Open(record.Name);
            RolloutOrders.Obey(store.Record, RolloutRequest.Abort, clock.GetUtcNow());
            store.Save();
        }
        else if (record is { IsOver: false })
        {
            host.Start(record.Name);
        }
        else if (rollout < rollouts.Length - 1)
        {
            Plan(cancellationToken);
        }
    }

    private void Plan(CancellationToken cancellationToken)
    {
        ChaosRollout next = rollouts[rollout + 1];

        // A broker that has just forgotten everything knows a node again once it has said something.
        int known = nodes.Values.Count(node => broker.HasRetained(Topics.Of(Site, node.Faulty.Node.Configuration.Node, Topics.Birth)));
        if (known < (isStorm ? KnownShareInStorm : 1) * nodes.Count)
        {
            return;
        }

        try
        {
            host.PlanAsync(next.Name, next.Table, next.Policy, next.Waves, cancellationToken).GetAwaiter().GetResult();
            rollout++;
            SendReboots();
        }
        catch (FleetException e)
        {
            findings.Add($"{next.Name} cannot be planned: {e.Message}");
            rollout++;
        }
    }

    // One command to every seventh node, three times over; it may come late or never.
    private void SendReboots()
    {
        foreach (ChaosNode node in nodes.Values.Where((_, index) => index % 7 == rollout))
        {
            for (int i = 0; i < 3 && node.RebootOrNull() is { } command; i++)
            {
                broker.Publish(Topics.OfCommand(Site, node.Faulty.Node.Configuration.Node, Command.RebootVerb), command, retain: false);
            }
        }
    }

    private void Judge()
    {
        if (!AreRolloutsOver)
        {
            string last = rollout < 0 ? "none was planned" : string.Join(", ", folder.Names.Select(name => $"{name} is {RolloutText.Of(folder.Read(name).Status)}"));
            findings.Add($"the rollouts are not over: {last}");
        }

        HashSet<int> sound = [.. rollouts.Take(2).Select(each => WeightTable.Read(each.Table).Crc)];
        findings.AddRange(nodes.Values.SelectMany(node => node.Judge(sound)));
        findings.AddRange(rollouts.Where(each => folder.Names.Contains(each.Name))
            .Select(each => (Wanted: each.End, Record: folder.Read(each.Name)))
            .Where(pair => pair.Record.Status != pair.Wanted)
            .Select(pair => $"{pair.Record.Name} is {RolloutText.Of(pair.Record.Status)} ({pair.Record.Reason}), not {RolloutText.Of(pair.Wanted)}"));
    }

    private ChaosResult Result(TimeSpan wallTime)
    {
        Dictionary<FaultKind, int> faults = Enum.GetValues<FaultKind>().ToDictionary(kind => kind, kind => nodes.Values.Sum(node => node.Faulty.Faults.GetValueOrDefault(kind)));
        faults[FaultKind.BrokerRestart] = brokerRestarts;
        ChaosNode[] all = [.. nodes.Values];
        return new ChaosResult
        {
            Plan = plan,
            Findings = findings,
            Faults = faults,
            HostKills = host.Deaths,
            Rollouts = [.. rollouts.Where(each => folder.Names.Contains(each.Name)).Select(each => Describe(folder.Read(each.Name)))],
            Manifests = all.Sum(node => node.Manifests.Count),
            ManifestsAgain = all.Sum(node => node.Manifests.Again),
            Messages = all.Sum(node => node.Messages.EventCount + node.Messages.TelemetryCount),
            Duplicates = all.Sum(node => node.Messages.Duplicates),
            Dropped = all.Sum(node => node.Faulty.Stored.EventsDropped.Count + node.Faulty.Stored.TelemetryDropped.Count),
            Starts = all.Sum(node => node.Faulty.Node.Board.BootCount),
            Reboots = all.Sum(node => node.Reboots),
            Explained = all.Count(node => node.Explanation.Length > 0),
            Hours = clock.Seconds / 3600,
            WallTime = wallTime,
        };
    }

    private static string Describe(RolloutRecord record)
    {
        IEnumerable<string> phases = record.Nodes.GroupBy(node => node.Phase).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {RolloutText.Of(group.Key)}"));
        return $"{record.Name} {RolloutText.Of(record.Status)} ({string.Join(", ", phases)})";
    }
}
