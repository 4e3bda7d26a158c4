namespace NanoMonitor.Soak;

/// <summary>One run: a node, a mode, a time and a seed, from which everything follows.</summary>
/// <param name="Seed">Of the storm, the machine and the board.</param>
/// <param name="Hours">Simulated hours of storm; a calm follows.</param>
/// <param name="DutyCycled">Whether the node sleeps.</param>
public sealed record SoakPlan(int Seed, int Hours, bool DutyCycled)
{
    /// <summary>The command that runs it again.</summary>
    public string Replay => FormattableString.Invariant(
        $"nanomonitor soak --mode {(DutyCycled ? "duty-cycled" : "continuous")} --hours {Hours} --first-seed {Seed} --seeds 1");
}
