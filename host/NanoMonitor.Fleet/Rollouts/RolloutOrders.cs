using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>What a person's word changes in a record at once; the rest is <see cref="RolloutMachine"/>'s.</summary>
public static class RolloutOrders
{
    /// <summary>Obeys; what makes no sense as things are changes nothing.</summary>
    public static void Obey(RolloutRecord record, RolloutRequest request, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(record);
        switch (request)
        {
            case RolloutRequest.Pause when record.Status == RolloutStatus.Running:
                record.Rest(RolloutStatus.Paused, "asked to", at);
                break;
            case RolloutRequest.Resume when record.Status == RolloutStatus.Paused:
                Resume(record, at);
                break;
            case RolloutRequest.Abort when !record.IsOver:
                record.Rest(RolloutStatus.Aborted, "asked to", at);
                break;
            case RolloutRequest.RollBack when record.Status is not (RolloutStatus.RollingBack or RolloutStatus.RolledBack):
                RollBack(record, record.Nodes, "asked to", at);
                break;
        }
    }

    /// <summary>Begins to bring nodes back, as far as they were assigned the new table.</summary>
    internal static void RollBack(RolloutRecord record, IEnumerable<RolloutNode> nodes, string reason, DateTimeOffset at)
    {
        record.Status = RolloutStatus.RollingBack;
        record.Reason = reason;
        record.Note($"rolls back: {reason}", at);
        foreach (RolloutNode node in nodes.Where(node => node.Manifest is not null && node.Phase != NodePhase.Superseded))
        {
            record.Enter(node, NodePhase.ToGoBack, "", at);
        }
    }

    private static void Resume(RolloutRecord record, DateTimeOffset at)
    {
        RolloutNode[] failed = [.. record.Nodes.Where(node => node.HasFailed && !node.IsAccepted)];
        Array.ForEach(failed, node => node.IsAccepted = true);
        record.Status = RolloutStatus.Running;
        record.Reason = "";
        record.Note(failed.Length == 0 ? "resumed" : $"resumed in spite of {RolloutText.Named(failed)}", at);
    }
}
