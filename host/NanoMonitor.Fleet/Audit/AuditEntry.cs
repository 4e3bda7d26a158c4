namespace NanoMonitor.Fleet.Audit;

/// <summary>One thing that somebody asked of a node, or its answer.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="User">The user of the operating system, and the computer: <c>user@host</c>.</param>
/// <param name="Node"><c>site/node</c>; empty for what concerns the fleet.</param>
/// <param name="Verb">A verb of commands, <c>model</c>, or <c>key</c>.</param>
/// <param name="Arguments">Without secrets.</param>
/// <param name="Counter">Of the message; 0 = none was sent.</param>
/// <param name="Answer"><see cref="Asked"/>, or what came of it.</param>
public sealed record AuditEntry(DateTimeOffset At, string User, string Node, string Verb, string Arguments, long Counter, string Answer)
{
    /// <summary>Value of <see cref="Answer"/> before anything is sent.</summary>
    public const string Asked = "asked";
}
