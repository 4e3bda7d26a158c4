using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Soak.Chaos;

/// <summary>A node of a fleet in chaos: its faults to come, what it says and what it is told.</summary>
internal sealed class ChaosNode : IDisposable
{
    // As the firmware says it in its birth.
    private const string RebootReason = "command";

    private readonly Queue<Fault> coming = new();
    private readonly SlotLedger slots;
    private Command? reboot;

    public ChaosNode(NodeConfiguration configuration, int seed, double machineSeconds, int brokerPort)
    {
        Keys = new NodeKeys(configuration.NodeKey);
        Faulty = new FaultyNode(configuration, seed, machineSeconds, new MessageLedger(Keys), brokerPort);
        slots = new SlotLedger(Faulty.Node.Board.Storage);
        Faulty.StorageChanging += slots.Note;
        Id = $"{configuration.Site}/{configuration.Node}";
        Manifests = new ManifestLedger(Id);
    }

    /// <summary><c>site/node</c>.</summary>
    public string Id { get; }

    public NodeKeys Keys { get; }

    public FaultyNode Faulty { get; }

    public ManifestLedger Manifests { get; }

    /// <summary>Why it does not run what is desired of it, in its own words; empty where it does.</summary>
    public string Explanation { get; private set; } = "";

    public MessageLedger Messages => Faulty.Messages;

    /// <summary>Boots that it says a command was the cause of.</summary>
    public int Reboots => Messages.BootReasons.Values.Count(reason => reason == RebootReason);

    /// <summary>Its faults, by the seconds of its own clock.</summary>
    public void Expect(IEnumerable<Fault> faults)
    {
        foreach (Fault fault in faults)
        {
            coming.Enqueue(fault);
        }
    }

    /// <summary>Lets it run, and faults begin that are due.</summary>
    public void Advance(double seconds)
    {
        Faulty.Advance(seconds);
        while (coming.TryPeek(out Fault? next) && next.AtSeconds <= Faulty.NowSeconds)
        {
            Faulty.Begin(coming.Dequeue());
        }
    }

    /// <summary>No more faults.</summary>
    public void Calm()
    {
        coming.Clear();
        Faulty.EndFaults();
    }

    /// <summary>A command to reboot, the same bytes each time; null while the node is not known.</summary>
    public byte[]? RebootOrNull()
    {
        if (reboot is null && Messages.Birth is { } birth)
        {
            reboot = new Command { Counter = 1, BootNonce = birth.BootNonce, Verb = Command.RebootVerb };
        }

        return reboot?.Encode(Keys.Down, Faulty.Node.Configuration.Site, Faulty.Node.Configuration.Node);
    }

    /// <summary>What is wrong with it in the end.</summary>
    /// <param name="soundCrcs">CRC-32 of the tables that it may run.</param>
    public IEnumerable<string> Judge(IReadOnlySet<int> soundCrcs)
    {
        List<string> findings = [.. Faulty.Judge(), .. Manifests.Findings];
        JudgeStagings(findings);
        if (Reboots > 1)
        {
            findings.Add("rebooted twice for one command");
        }

        JudgeModel(findings, soundCrcs);
        return findings.Select(finding => finding.StartsWith(Id, StringComparison.Ordinal) ? finding : $"{Id}: {finding}");
    }

    public void Dispose() => Faulty.Dispose();

    private void JudgeStagings(List<string> findings)
    {
        IReadOnlyDictionary<long, int> staged = slots.Close();
        findings.AddRange(staged.Where(pair => pair.Value > 1).Select(pair => $"staged the manifest {pair.Key} {pair.Value} times"));
        if (staged.Count == 0)
        {
            findings.Add("has staged nothing: either it has no model, or its slots are not understood");
        }
    }

    private void JudgeModel(List<string> findings, IReadOnlySet<int> soundCrcs)
    {
        if (Messages.Report is not { } report || Manifests.Last is not { } desired)
        {
            findings.Add("has never reported on a model");
            return;
        }

        if (!soundCrcs.Contains(report.RunningCrc) || Messages.Birth?.ModelCrc != report.RunningCrc || Messages.State == HealthState.Name(HealthState.NoModel))
        {
            findings.Add($"runs the table {report.RunningCrc:x8} by its report, {Messages.Birth?.ModelCrc:x8} by its birth; its state is {Messages.State}");
        }

        bool isOnDesired = report.Counter == desired.Counter && report.Status == ModelReport.Confirmed && report.RunningGeneration == desired.Generation;
        bool isExplained = report.Counter == desired.Counter && report.Status is ModelReport.Refused or ModelReport.Reverted && report.Reason.Length > 0;
        if (isExplained)
        {
            Explanation = report.Reason;
        }

        if (!isOnDesired && !isExplained)
        {
            findings.Add($"is to run generation {desired.Generation}, and says: generation {report.Generation} {report.Status} {report.Reason}, runs {report.RunningGeneration}");
        }
    }
}
