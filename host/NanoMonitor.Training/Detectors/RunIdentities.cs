namespace NanoMonitor.Training.Detectors;

/// <summary>What training runs can be told apart by.</summary>
public static class RunIdentities
{
    /// <summary>
    /// The identity of each run: its machine where there are several, else its condition where there are several, else the recording.
    /// Machines go by their own names; conditions and recordings have a prefix, so that none is taken for a machine.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string Machine, string? Condition, string Recording)> runs)
    {
        string[] machines = [.. runs.Select(run => run.Machine)];
        string[] conditions = [.. runs.Select(run => $"condition {run.Condition}")];
        return AreSeveral(machines) ? machines
            : AreSeveral(conditions) ? conditions
            : [.. runs.Select(run => $"recording {run.Recording}")];
    }

    /// <summary>Whether there are two or more.</summary>
    internal static bool AreSeveral(IEnumerable<string> identities) => identities.Distinct().Skip(1).Any();
}
