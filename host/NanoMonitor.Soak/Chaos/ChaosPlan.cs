namespace NanoMonitor.Soak.Chaos;

/// <summary>One run: a fleet, a time and a seed, from which every fault follows.</summary>
/// <param name="Seed">Of the storm, the machines and the boards.</param>
/// <param name="Nodes">How many; every tenth samples without a pause, the others sleep.</param>
/// <param name="Hours">Simulated hours of storm; a calm follows, until all rollouts are over.</param>
public sealed record ChaosPlan(int Seed, int Nodes, int Hours)
{
    /// <summary>The command that runs it again.</summary>
    public string Replay => FormattableString.Invariant($"nanomonitor chaos --nodes {Nodes} --hours {Hours} --first-seed {Seed} --seeds 1");
}
