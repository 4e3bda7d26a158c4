using System.Text.Json;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.Health;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Rollouts;

/// <summary>A rollout without broker and nodes: the test says what the nodes say, and what the time is.</summary>
internal sealed class TestRollout : TimeProvider
{
    private static readonly FleetKey key = FleetKey.Create();

    private readonly Dictionary<string, NodeFacts> facts = [];
    private RolloutMachine machine;

    /// <param name="policy">When waves pass.</param>
    /// <param name="nodesOfWaves">Nodes in each wave; they are called s/n1, s/n2 …</param>
    public TestRollout(RolloutPolicy policy, params int[] nodesOfWaves)
        : this(policy, nodesOfWaves, Old)
    {
    }

    public TestRollout(RolloutPolicy policy, int[] nodesOfWaves, PackageInfo? before)
    {
        List<RolloutNode> nodes = [];
        for (int wave = 1; wave <= nodesOfWaves.Length; wave++)
        {
            for (int i = 0; i < nodesOfWaves[wave - 1]; i++)
            {
                string id = $"s/n{nodes.Count + 1}";
                nodes.Add(new RolloutNode { Id = id, Wave = wave, ModelBefore = before?.ModelId ?? "", PackageBefore = before, WarningBefore = 5000, AlarmBefore = 6000 });
                facts[id] = new NodeFacts { Generation = 4, Counter = 40, LastHeard = Now };
            }
        }

        Record = new RolloutRecord
        {
            Name = "test", Package = New, Policy = policy, Target = "every node", CreatedAt = Now, SteppedAt = Now, Nodes = nodes, Skipped = [],
        };
        machine = NewMachine();
    }

    public static PackageInfo Old { get; } = PackageInfo.Of(ModelPackage.Create(TestTables.Create(TestTables.Spec, 1), "old"));

    public static PackageInfo New { get; } = PackageInfo.Of(ModelPackage.Create(TestTables.Create(TestTables.Spec, 2), "new"));

    public RolloutRecord Record { get; private set; }

    public DateTimeOffset Now { get; private set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public bool IsConnected { get; set; } = true;

    public RolloutNode this[int number] => Record.Nodes[number - 1];

    public IEnumerable<NodePhase> Phases => Record.Nodes.Select(node => node.Phase);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Time passes while a host works.</summary>
    public void Pass(double minutes)
    {
        for (double rest = minutes; rest > 0; rest--)
        {
            Sleep(Math.Min(rest, 1));
        }
    }

    /// <summary>Time passes without a step until its end.</summary>
    public void Sleep(double minutes)
    {
        Now += TimeSpan.FromMinutes(minutes);
        Step();
    }

    /// <summary>The node had no model when the rollout was planned.</summary>
    public void HadNoModel(int number) =>
        ((List<RolloutNode>)Record.Nodes)[number - 1] = new RolloutNode { Id = this[number].Id, Wave = this[number].Wave };

    public bool Step()
    {
        bool isChanged = machine.Step(Now, IsConnected, id => facts[id]);
        foreach (string id in facts.Keys)
        {
            facts[id] = facts[id] with { News = [] };
        }

        return isChanged;
    }

    public void Ask(RolloutRequest request)
    {
        RolloutOrders.Obey(Record, request, Now);
        Step();
    }

    /// <summary>The host dies, and another goes on with what was kept.</summary>
    public void Kill(double minutesAway = 0)
    {
        Record = JsonSerializer.Deserialize<RolloutRecord>(JsonSerializer.Serialize(Record))!;
        Now += TimeSpan.FromMinutes(minutesAway);
        machine = NewMachine();
    }

    public void Change(int number, Func<NodeFacts, NodeFacts> change) => facts[this[number].Id] = change(facts[this[number].Id]);

    /// <summary>The node says what became of its last manifest.</summary>
    public void Report(int number, string status, string reason = "")
    {
        RolloutNode node = this[number];
        bool runs = status == ModelReport.Confirmed;
        Change(number, known => known with
        {
            LastHeard = Now,
            Report = new ModelReport
            {
                Status = status, Reason = reason, Counter = node.Counter, ModelId = "new", Generation = node.Generation,
                RunningGeneration = runs ? node.Generation : 4, Chunk = 1, Chunks = 4,
            },
        });
    }

    /// <summary>The node confirms, and sends a summary of as many windows.</summary>
    public void Confirm(int number)
    {
        Report(number, ModelReport.Confirmed);
        Step();
        Hear(number, judged: 100);
    }

    public void Hear(int number, int raises = 0, int judged = 0, int voided = 0) => Change(number, known => known with
    {
        News = [.. known.News, new HealthIncrement(Now, this[number].Generation, raises, judged + voided > 0 ? 1 : 0, judged, voided)],
    });

    private RolloutMachine NewMachine() => new(Record, new ManifestMaker(key, this), Now);
}
