namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>One decision, or one piece of news, of a rollout.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Text">A sentence.</param>
public sealed record LogEntry(DateTimeOffset At, string Text);
