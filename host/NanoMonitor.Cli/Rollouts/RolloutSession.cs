using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Cli.Rollouts;

/// <summary>This process works on a rollout, and shows it.</summary>
internal static class RolloutSession
{
    /// <summary>Works until the rollout rests or is over.</summary>
    /// <exception cref="FleetException">It did not complete; says why.</exception>
    public static async Task<int> RunAsync(
        BrokerConnection connection, FleetKey key, RolloutStore store, RolloutRequest? first, CancellationToken cancellationToken)
    {
        RolloutRecord record = store.Record;
        var runner = new RolloutRunner(connection, key, store, TimeProvider.System);
        try
        {
            await RolloutDisplay.RunAsync(progress => runner.RunAsync(first, progress, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            Notes.Write([$"'nanomonitor rollout resume {record.Name}' goes on where this host stopped."]);
            throw;
        }

        return Conclude(record, wanted: first == RolloutRequest.RollBack ? RolloutStatus.RolledBack : RolloutStatus.Completed);
    }

    private static int Conclude(RolloutRecord record, RolloutStatus wanted)
    {
        RolloutNode[] apart = [.. record.Nodes.Where(node => node.Phase is not (NodePhase.Done or NodePhase.WentBack or NodePhase.Withdrawn or NodePhase.Waiting))];
        Notes.Write(apart.Select(node => $"{node.Id} {RolloutText.Of(node.Phase)}: {node.Reason}"));
        int done = record.Nodes.Count(node => node.Phase == NodePhase.Done);
        string text = $"{record.Name}: {RolloutText.Of(record.Status)}, {done} of {Counted.Of(record.Nodes.Count, "node")} {(done == 1 ? "runs" : "run")} {record.Package.ModelId}";
        if (record.Status != wanted)
        {
            throw new FleetException($"{text}: {record.Reason}.{(record.Status == RolloutStatus.Paused ? $" Go on with 'nanomonitor rollout resume {record.Name}', or end it with 'abort'." : "")}");
        }

        Console.WriteLine($"{text}.");
        return ExitCode.Ok;
    }
}
