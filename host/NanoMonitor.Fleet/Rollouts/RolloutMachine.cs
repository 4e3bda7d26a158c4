using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Rollouts.Health;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>
/// Decides what a rollout does next, from its record, the facts and the time alone. What is to be published stands in the
/// record before it is, so that whoever goes on with the record publishes the same bytes.
/// </summary>
/// <param name="record">Is changed by every decision.</param>
/// <param name="maker">Makes manifests.</param>
/// <param name="watchingSince">Since when facts have been gathered, UTC: a wave waits until there is a before to compare with.</param>
public sealed class RolloutMachine(RolloutRecord record, ManifestMaker maker, DateTimeOffset watchingSince)
{
    // Steps are fractions of a second apart, or as long as a slow broker takes; a host that slept for longer has seen nothing meanwhile.
    private static readonly TimeSpan longestStep = TimeSpan.FromMinutes(2);

    private DateTimeOffset now;
    private DateTimeOffset watchedSince = watchingSince;
    private bool hasStepped;
    private bool isChanged;
    private int keptEntries = record.Log.Count;
    private bool hasSaidThatItWatches;

    private RolloutPolicy Policy => record.Policy;

    /// <summary>One step.</summary>
    /// <param name="at">The time, UTC; the time between two steps does not count for a node while broker or host is away.</param>
    /// <param name="isConnected">Whether the broker is in reach.</param>
    /// <param name="factsOf">The facts of a node by its <c>site/node</c>.</param>
    /// <returns>Whether the record has changed, so that it must be kept before anything is published.</returns>
    public bool Step(DateTimeOffset at, bool isConnected, Func<string, NodeFacts> factsOf)
    {
        ArgumentNullException.ThrowIfNull(factsOf);
        now = at;
        WaitOutAbsence(isConnected);
        if (!record.IsAtRest)
        {
            var facts = record.Nodes.ToDictionary(node => node.Id, node => factsOf(node.Id));
            foreach (RolloutNode node in record.Nodes)
            {
                Follow(node, facts[node.Id]);
            }

            if (record.Status == RolloutStatus.Running)
            {
                JudgeWaves(facts);
            }

            if (record.Status == RolloutStatus.RollingBack)
            {
                GoBack(facts);
            }
        }

        bool was = isChanged || record.Log.Count > keptEntries;
        isChanged = false;
        keptEntries = record.Log.Count;
        return was;
    }

    // Neither a broker nor a host that was away is the fault of a node.
    private void WaitOutAbsence(bool isConnected)
    {
        TimeSpan passed = now - record.SteppedAt;
        if (!hasStepped || !isConnected || passed.Duration() > longestStep)
        {
            watchedSince += hasStepped ? passed : TimeSpan.Zero;
            foreach (RolloutNode node in record.Nodes.Where(node => node.IsUnderWay))
            {
                node.Deadline += passed;
                node.Since += node.Phase == NodePhase.Soaking ? passed : TimeSpan.Zero;
            }
        }

        hasStepped = true;
        record.SteppedAt = now;
    }

    private void Follow(RolloutNode node, NodeFacts facts)
    {
        if (node.Manifest is null || node.Phase is NodePhase.Superseded or NodePhase.WentBack)
        {
            return;
        }

        if (facts.DesiredCounter > node.Counter)
        {
            Enter(node, NodePhase.Superseded, $"somebody else assigned {facts.DesiredModel}");
            return;
        }

        ModelReport? report = facts.Report?.Counter == node.Counter ? facts.Report : null;
        node.Progress = report is null ? "" : report.Status == ModelReport.Receiving ? $"{report.Status} {report.Chunk}/{report.Chunks}" : report.Status;
        switch (node.Phase)
        {
            case NodePhase.Assigned or NodePhase.Silent:
                FollowAssignment(node, facts, report);
                break;
            case NodePhase.Soaking:
                FollowSoak(node, facts);
                break;
            case NodePhase.GoingBack or NodePhase.StayedBehind when node.Digest == node.PackageBefore?.Digest:
                FollowReturn(node, facts, report);
                break;
            case NodePhase.Withdrawn when report?.Status == ModelReport.Confirmed:
                StayWithoutBefore(node);
                break;
        }
    }

    private void FollowAssignment(RolloutNode node, NodeFacts facts, ModelReport? report)
    {
        switch (report?.Status)
        {
            case ModelReport.Confirmed:
                node.Deadline = now + Policy.Soak + PatienceWith(facts);
                Enter(node, Policy.Soak == TimeSpan.Zero ? NodePhase.Done : NodePhase.Soaking, $"confirmed generation {node.Generation}");
                break;
            case ModelReport.Refused:
                Enter(node, NodePhase.Refused, report.Reason);
                break;
            case ModelReport.Reverted:
                Enter(node, NodePhase.Reverted, report.Reason);
                break;
            default:
                if (node.Phase == NodePhase.Assigned && now >= node.Deadline)
                {
                    Enter(node, NodePhase.Silent, Silence(node, facts));
                }

                break;
        }
    }

    private void FollowSoak(RolloutNode node, NodeFacts facts)
    {
        HealthIncrement[] news = [.. facts.News.Where(increment => increment.Generation == node.Generation)];
        if (news.Length > 0)
        {
            node.After = news.Aggregate(node.After, (count, increment) => count.Plus(increment));
            isChanged = true;
        }

        bool isOver = now >= node.Since + Policy.Soak && node.After.Summaries > 0;
        HealthCount after = isOver ? node.After with { IsRaised = facts.Recent.IsRaised } : node.After;
        bool isRaised = after.Raises > node.Before.Raises;
        if (isRaised || isOver)
        {
            string? worse = after.WorseThan(node.Before, Policy.VoidedRisePoints);
            node.After = after;
            Enter(node, worse is null ? NodePhase.Done : NodePhase.Worse, worse ?? $"no worse than before in {after.WindowsJudged} windows");
        }
        else if (now >= node.Deadline)
        {
            Enter(node, NodePhase.Silent, "confirmed, and has sent no telemetry since");
        }
    }

    private void FollowReturn(RolloutNode node, NodeFacts facts, ModelReport? report)
    {
        if (report?.Status == ModelReport.Confirmed)
        {
            Enter(node, NodePhase.WentBack, $"runs {node.ModelBefore} again, generation {node.Generation}");
        }
        else if (node.Phase == NodePhase.GoingBack && report?.Status is ModelReport.Refused or ModelReport.Reverted)
        {
            Enter(node, NodePhase.StayedBehind, $"{report!.Status} {node.ModelBefore}: {report.Reason}");
        }
        else if (node.Phase == NodePhase.GoingBack && now >= node.Deadline)
        {
            Enter(node, NodePhase.StayedBehind, $"{node.ModelBefore} waits for it at the broker: {Silence(node, facts)}");
        }
    }

    private void JudgeWaves(Dictionary<string, NodeFacts> facts)
    {
        for (int wave = 1; wave <= record.Wave; wave++)
        {
            if (Complaint(wave) is { } complaint)
            {
                Fail(wave, complaint);
                return;
            }
        }

        while (record.Wave == 0 || HasPassed(record.Wave))
        {
            if (record.Wave == record.WaveCount)
            {
                if (!record.Nodes.Any(node => node.IsUnderWay))
                {
                    record.Rest(RolloutStatus.Completed, "", now);
                }

                return;
            }

            if (!Begin(record.Wave + 1, facts))
            {
                return;
            }
        }
    }

    private RolloutNode[] CountedOf(int wave) =>
        [.. record.NodesOf(wave).Where(node => node.Phase != NodePhase.Superseded && !(node.HasFailed && node.IsAccepted))];

    // Null while a wave may still pass.
    private string? Complaint(int wave)
    {
        RolloutNode[] counted = CountedOf(wave);
        RolloutNode[] failed = [.. counted.Where(node => node.HasFailed)];
        bool isTooMany = 100L * failed.Length > (long)Policy.FailurePercent * counted.Length
            || 100L * (counted.Length - failed.Length) < (long)Policy.SuccessPercent * counted.Length;
        return isTooMany ? $"wave {wave}: {failed.Length} of {RolloutText.Counted(counted.Length)} failed: {RolloutText.Named(failed)}" : null;
    }

    private bool HasPassed(int wave)
    {
        RolloutNode[] counted = CountedOf(wave);
        return 100L * counted.Count(node => node.Phase == NodePhase.Done) >= (long)Policy.SuccessPercent * counted.Length;
    }

    private bool Begin(int wave, Dictionary<string, NodeFacts> facts)
    {
        if (now - watchedSince < Policy.Soak)
        {
            SayThatItWatches();
            return false;
        }

        record.Wave = wave;
        RolloutNode[] nodes = [.. record.NodesOf(wave)];
        record.Note($"wave {wave} of {record.WaveCount} begins: {record.Package.ModelId} for {RolloutText.Counted(nodes.Length)}", now);
        foreach (RolloutNode node in nodes)
        {
            NodeFacts known = facts[node.Id];
            if (known.DesiredCounter > node.CounterBefore)
            {
                Enter(node, NodePhase.Superseded, $"somebody else assigned {known.DesiredModel}");
                continue;
            }

            node.Before = known.Recent;
            maker.Assign(node, record.Package, known);
            node.Deadline = now + PatienceWith(known);
            Enter(node, NodePhase.Assigned, $"generation {node.Generation}");
        }

        return true;
    }

    private void SayThatItWatches()
    {
        if (!hasSaidThatItWatches)
        {
            hasSaidThatItWatches = true;
            record.Note($"watches the nodes for {Duration(Policy.Soak)} before wave {record.Wave + 1}", now);
        }
    }

    private void Fail(int wave, string complaint)
    {
        if (Policy.OnFailure == FailureAction.Pause)
        {
            record.Rest(RolloutStatus.Paused, complaint, now);
        }
        else
        {
            RolloutOrders.RollBack(record, record.Nodes.Where(node => node.Wave >= wave), complaint, now);
        }
    }

    private void GoBack(Dictionary<string, NodeFacts> facts)
    {
        foreach (RolloutNode node in record.Nodes.Where(node => node.Phase == NodePhase.ToGoBack))
        {
            SendBack(node, facts[node.Id]);
        }

        if (!record.Nodes.Any(node => node.Phase is NodePhase.ToGoBack or NodePhase.GoingBack))
        {
            record.Rest(RolloutStatus.RolledBack, record.Reason, now);
        }
    }

    private void SendBack(RolloutNode node, NodeFacts facts)
    {
        bool runsNew = facts.Report is { } report && report.RunningGeneration == node.Generation;
        if (node.PackageBefore is { } before)
        {
            maker.Assign(node, before, facts, node.WarningBefore, node.AlarmBefore);
            node.Deadline = now + PatienceWith(facts);
            Enter(node, NodePhase.GoingBack, $"to {before.ModelId}, generation {node.Generation}");
        }
        else if (node.ModelBefore.Length > 0)
        {
            Enter(node, NodePhase.StayedBehind, $"the table of {node.ModelBefore} was not found: push it by hand");
        }
        else if (runsNew)
        {
            StayWithoutBefore(node);
        }
        else
        {
            node.Manifest = [];
            node.IsPublished = false;
            bool mayRunIt = facts.Report is { Status: ModelReport.Receiving or ModelReport.Staged or ModelReport.Testing } under && under.Counter == node.Counter;
            Enter(node, NodePhase.Withdrawn, mayRunIt ? $"had no model before; had begun with {record.Package.ModelId}, and may still confirm it" : "had no model before, and has none");
        }
    }

    private void StayWithoutBefore(RolloutNode node) =>
        Enter(node, NodePhase.StayedBehind, $"had no model before: only a factory reset takes {record.Package.ModelId} away");

    private TimeSpan PatienceWith(NodeFacts facts) => facts.Sleeps ? Policy.SleepPatience : Policy.Patience;

    private string Silence(RolloutNode node, NodeFacts facts)
    {
        string patience = Duration(PatienceWith(facts));
        string lastWords = facts.Report is { } report ? $"; its last report: {report.ModelId} {report.Status} {report.Reason}".TrimEnd() : "";
        return facts switch
        {
            { IsLost: true } => $"off line for {patience}",
            { Sleeps: true, LastHeard: var heard } when heard is null || heard < node.Since => $"asleep for {patience}",
            { LastHeard: { } heard } when heard >= node.Since && node.Progress.Length > 0 => $"connected, but '{node.Progress}' for {patience}",
            { LastHeard: { } heard } when heard >= node.Since => $"connected, but has not answered for {patience}{lastWords}",
            _ => $"nothing heard of it for {patience}",
        };
    }

    private static string Duration(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? FormattableString.Invariant($"{time.TotalSeconds:0.#} s")
        : FormattableString.Invariant($"{time.TotalMinutes:0.#} min");

    private void Enter(RolloutNode node, NodePhase phase, string reason) => record.Enter(node, phase, reason, now);
}
