using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts.Health;

/// <summary>Counts what speaks for and against each node's health, from its telemetry and events.</summary>
/// <param name="memory">For how long it remembers.</param>
public sealed class HealthMeter(TimeSpan memory)
{
    private readonly Dictionary<string, Node> nodes = [];

    /// <summary>Takes news of a node.</summary>
    public void Take(FleetChange change, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(change);
        Node node = NodeOf(change.Node.Id.ToString());
        switch (change.Content)
        {
            case HealthEvent { State: HealthState.Warning or HealthState.Alarm } raised when !raised.Cause.IsMagnitude && !IsRaised(raised.StateBefore):
                node.Add(new HealthIncrement(now, raised.Generation, Raises: 1, Summaries: 0, WindowsJudged: 0, WindowsVoided: 0));
                break;
            case Telemetry telemetry:
                node.Add(node.Difference(telemetry, now));
                break;
        }
    }

    /// <summary>Over the time it remembers.</summary>
    public HealthCount Recent(string id, DateTimeOffset now)
    {
        Node node = NodeOf(id);
        node.Recent.RemoveAll(increment => increment.At < now - memory);
        return node.Recent.Aggregate(new HealthCount { IsRaised = node.Last is { } last && IsRaised(last.ModelState) }, (count, increment) => count.Plus(increment));
    }

    /// <summary>Whatever came since this was asked last.</summary>
    public IReadOnlyList<HealthIncrement> TakeNews(string id)
    {
        Node node = NodeOf(id);
        HealthIncrement[] news = [.. node.News];
        node.News.Clear();
        return news;
    }

    private static bool IsRaised(int state) => state is HealthState.Warning or HealthState.Alarm;

    private Node NodeOf(string id)
    {
        if (!nodes.TryGetValue(id, out Node? node))
        {
            node = new Node();
            nodes.Add(id, node);
        }

        return node;
    }

    private sealed class Node
    {
        public List<HealthIncrement> Recent { get; } = [];

        public List<HealthIncrement> News { get; } = [];

        public Telemetry? Last { get; private set; }

        public void Add(HealthIncrement increment)
        {
            Recent.Add(increment);
            News.Add(increment);
        }

        // The counters count since boot, so the first summary that is heard says nothing of this time.
        public HealthIncrement Difference(Telemetry telemetry, DateTimeOffset now)
        {
            Telemetry? before = Last?.BootId == telemetry.BootId ? Last : Last is null ? telemetry : new Telemetry();
            Last = telemetry;
            return new HealthIncrement(
                now,
                telemetry.Generation,
                Raises: 0,
                Summaries: 1,
                Math.Max(0, telemetry.WindowsJudged - before.WindowsJudged),
                Math.Max(0, telemetry.WindowsVoided - before.WindowsVoided));
        }
    }
}
